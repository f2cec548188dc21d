/** Writes docs/reference/ from what is compiled: the contracts' reasons, state machines, events and AsyncAPI, the assessment's tables. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as prettier from 'prettier';
import { decisionTablePage } from '../libs/assessment/reference/decision-table-page.mjs';
import { asyncapiDocument } from '../libs/contracts/reference/asyncapi.mjs';
import { eventsPage } from '../libs/contracts/reference/events-page.mjs';
import { reasonsPage } from '../libs/contracts/reference/reasons-page.mjs';
import { stateMachinesPage } from '../libs/contracts/reference/state-machines-page.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const outDir = join(root, 'docs/reference');
const require = createRequire(import.meta.url);

execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-b', join(root, 'libs/assessment')], {
  stdio: 'inherit',
});
const contracts = require('../libs/contracts/dist/index.js');
const assessment = require('../libs/assessment/dist/index.js');
const { schemas } = require('../libs/contracts/dist/generated/schemas.js');
const examples = Object.fromEntries(
  contracts.eventTypes.map((type) => [
    type,
    JSON.parse(readFileSync(join(root, `libs/contracts/examples/${type}.json`), 'utf8')),
  ]),
);

mkdirSync(outDir, { recursive: true });
await write('reasons.md', reasonsPage(contracts));
await write('state-machines.md', stateMachinesPage(contracts));
await write('decision-table.md', decisionTablePage(assessment));
await write('events.md', eventsPage({ ...contracts, schemas, examples }));
await write('asyncapi.json', JSON.stringify(asyncapiDocument({ ...contracts, schemas, examples })));

async function write(name, text) {
  const file = join(outDir, name);
  const style = await prettier.resolveConfig(file);
  writeFileSync(file, await prettier.format(text, { ...style, filepath: file }));
}
