/** Writes every generated file anew; CI fails when that leaves a difference. */
import { readArguments, showHelp } from './commands.mjs';

showHelp('generate');
readArguments('generate');
// One after the other: the reference is made from what the first writes.
await import('../libs/contracts/generate.mjs');
await import('./write-reference.mjs');
await import('./write-openapi.mjs');
