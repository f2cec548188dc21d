/** Writes every generated file anew; CI fails when that leaves a difference. */
import '../libs/contracts/generate.mjs';
