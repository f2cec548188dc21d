/** Writes docs/reference/openapi.json from the compiled card service, which is put together and not started. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as prettier from 'prettier';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const reference = join(root, 'docs/reference/openapi.json');
const cardService = join(root, 'apps/card-service');

execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-b', cardService], {
  stdio: 'inherit',
});
const printed = execFileSync(process.execPath, [join(cardService, 'dist/print-openapi.js')], {
  encoding: 'utf8',
  maxBuffer: 16 * 1024 * 1024,
});
const style = await prettier.resolveConfig(reference);
writeFileSync(reference, await prettier.format(printed, { ...style, filepath: reference }));
