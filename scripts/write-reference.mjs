/**
 * Writes from what is compiled: docs/reference/ with the contracts' reasons, state machines, events and AsyncAPI and the
 * assessment's tables; docs/outcomes.md from the simulator's scenarios; the tables in the README of libs/iso8583.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as prettier from 'prettier';
import { outcomesPage } from '../apps/network-simulator/reference/outcomes-page.mjs';
import { decisionTablePage } from '../libs/assessment/reference/decision-table-page.mjs';
import { asyncapiDocument } from '../libs/contracts/reference/asyncapi.mjs';
import { eventsPage } from '../libs/contracts/reference/events-page.mjs';
import { networkPage } from '../libs/contracts/reference/network-page.mjs';
import { reasonsPage } from '../libs/contracts/reference/reasons-page.mjs';
import { stateMachinesPage } from '../libs/contracts/reference/state-machines-page.mjs';
import { readmeWithTables } from '../libs/iso8583/reference/readme-tables.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const outDir = join(root, 'docs/reference');
const require = createRequire(import.meta.url);

const compiled = ['libs/assessment', 'libs/iso8583', 'apps/network-simulator'].map((project) =>
  join(root, project),
);
execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-b', ...compiled], {
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
await write(join(root, 'docs/network.md'), networkPage(contracts, require('../libs/iso8583/dist/index.js')));
await writeOutcomes();
await writeIso8583Readme();
await write('asyncapi.json', JSON.stringify(asyncapiDocument({ ...contracts, schemas, examples })));

async function writeOutcomes() {
  const simulator = join(root, 'apps/network-simulator/dist');
  const { recipeOf } = require(join(simulator, 'outcomes/recipe.js'));
  const scenarios = require(join(simulator, 'scenarios/read-scenarios.js')).readScenarios();
  const recipes = new Map(contracts.reasonCodes.map((code) => [code, recipeOf(code, scenarios)]));
  const words = require(join(simulator, 'outcomes/recipe-in-words.js'));
  await write(join(root, 'docs/outcomes.md'), outcomesPage(contracts, { recipes, words }));
}

async function writeIso8583Readme() {
  const folder = join(root, 'libs/iso8583');
  const file = join(folder, 'README.md');
  const comparison = JSON.parse(readFileSync(join(folder, 'reference/comparison.json'), 'utf8'));
  const tables = require('../libs/iso8583/dist/index.js');
  await write(file, readmeWithTables(readFileSync(file, 'utf8'), tables, comparison));
}

/** A name is one of docs/reference/; a whole path is itself. */
async function write(name, text) {
  const file = resolve(outDir, name);
  const style = await prettier.resolveConfig(file);
  writeFileSync(file, await prettier.format(text, { ...style, filepath: file }));
}
