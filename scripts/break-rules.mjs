/** npm run break-rules: breaks rules of the product one by one, in a copy of it, and sees that the scenarios notice each. */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { brokenRules } from './broken-rules.mjs';
import { readArguments, refuse, showHelp } from './commands.mjs';
import { build, checkout, install, main } from './prepare.mjs';

showHelp('break-rules');

const require = createRequire(import.meta.url);
const { values, positionals: only } = readArguments('break-rules', {
  allowPositionals: true,
  options: { list: { type: 'boolean', default: false } },
});
const known = brokenRules.map(({ scenario }) => scenario);
const unknown = only.filter((name) => !known.includes(name));
if (unknown.length > 0)
  refuse('break-rules', `SCENARIO: one of those that --list names, not ${unknown.join(', ')}`);

await main(async () => {
  const rules = brokenRules.filter(({ scenario }) => only.length === 0 || only.includes(scenario));
  if (new Set(known).size < known.length) throw new Error('Two rules have the same scenario.');
  for (const rule of rules) brokenText(checkout, rule);
  if (values.list) {
    for (const { rule, file, scenario } of rules) console.log(`${scenario.padEnd(40)} ${rule} (${file})`);
    return 0;
  }
  await install();
  await build();
  const copy = copyOfProduct();
  try {
    return await breakAll(rules, copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});

async function breakAll(rules, copy) {
  const servers = await serversToUse();
  let broken = 0;
  try {
    const whole = await failedIn(copy, servers);
    if (whole.length > 0) throw new Error(`Nothing is broken, and yet these fail: ${whole.join(', ')}`);
    for (const rule of rules) {
      const mend = breakIn(copy, rule);
      const failed = await failedIn(copy, servers);
      mend();
      const noticed = failed.includes(rule.scenario);
      if (!noticed) broken += 1;
      console.log(`${noticed ? '✓' : '✗'} ${rule.rule}\n    ${failed.join(', ') || 'nothing failed'}`);
      if (!noticed) console.log(`    ${rule.scenario} should have`);
    }
  } finally {
    await servers.stop();
  }
  console.log(
    broken === 0
      ? `Each of ${rules.length} broken rules made its own scenario fail.`
      : `${broken} of ${rules.length} broken rules went unnoticed by their scenario.`,
  );
  return broken === 0 ? 0 : 1;
}

/** What is compiled, with the statements and migrations beside it; the packages are those of the checkout. */
function copyOfProduct() {
  const copy = mkdtempSync(join(tmpdir(), 'mayfly-broken-'));
  const filter = (from) => basename(from) !== 'node_modules';
  for (const folder of ['apps', 'libs'])
    cpSync(join(checkout, folder), join(copy, folder), { recursive: true, filter });
  symlinkSync(join(checkout, 'models'), join(copy, 'models'));
  const modules = join(checkout, 'node_modules');
  mkdirSync(join(copy, 'node_modules'));
  for (const name of readdirSync(modules).filter((one) => one !== '@mayfly'))
    symlinkSync(join(modules, name), join(copy, 'node_modules', name));
  // They point to libs and apps beside them: those of the copy.
  cpSync(join(modules, '@mayfly'), join(copy, 'node_modules/@mayfly'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  return copy;
}

/** @throws Error when the source has changed, so that the edit does not fit exactly once */
function brokenText(root, { rule, file, find, replace }) {
  const [before, after, ...more] = readFileSync(join(root, file), 'utf8').split(find);
  if (after === undefined || more.length > 0)
    throw new Error(`"${rule}": what has to be replaced is not exactly once in ${file}.`);
  return before + replace + after;
}

/** Writes the broken rule where the running copy reads it; gives the way back. */
function breakIn(copy, rule) {
  const isSql = rule.file.endsWith('.sql');
  const read = join(copy, isSql ? rule.file : rule.file.replace('/src/', '/dist/').replace(/ts$/, 'js'));
  const [whole, text] = [readFileSync(read), brokenText(copy, rule)];
  writeFileSync(read, isSql ? text : compiled(text));
  return () => writeFileSync(read, whole);
}

function compiled(source) {
  const ts = require('typescript');
  const { compilerOptions } = ts.readConfigFile(join(checkout, 'tsconfig.base.json'), ts.sys.readFile).config;
  const { options } = ts.convertCompilerOptionsFromJson({ ...compilerOptions, module: 'commonjs' }, checkout);
  return ts.transpileModule(source, { compilerOptions: options }).outputText;
}

/** The scenarios that fail in a system that is started from the copy; they are played as the checkout has them. */
async function failedIn(copy, { postgresUrl, kafkaBrokers }) {
  const { startMayfly } = require(join(copy, 'apps/launcher/dist/mayfly/start-mayfly.js'));
  const simulator = join(checkout, 'apps/network-simulator/dist');
  const { Scene } = require(join(simulator, 'client/scene.js'));
  const { openTransport } = require(join(simulator, 'network/open-transport.js'));
  const { playOver } = require(join(simulator, 'scenarios/play-over.js'));
  const { readScenarios } = require(join(simulator, 'scenarios/read-scenarios.js'));
  const env = { STAND_IN_MINOR: '5000', DECISION_DEADLINE_MS: '4000' };
  const system = await startMayfly({ servers: { postgresUrl, kafkaBrokers }, env });
  try {
    const scene = await Scene.open(system.urls[0], system.operatorKey);
    const { cardDatabaseUrl, assessmentDatabaseUrl } = system;
    const playing = { cardDatabaseUrl, assessmentDatabaseUrl, seed: 1, onPlayed: () => undefined };
    const played = await playOver(openTransport('http', scene, {}), scene, readScenarios(), playing);
    return played
      .filter(({ deviations }) => deviations.length > 0)
      .map(({ scenario }) => scenario.name)
      .sort();
  } finally {
    await system.stop();
  }
}

/** Those that the environment names, as for the tests; otherwise some of its own. */
async function serversToUse() {
  const { TEST_POSTGRES_URL: postgresUrl, KAFKA_BROKERS: kafkaBrokers } = process.env;
  if (postgresUrl && kafkaBrokers) return { postgresUrl, kafkaBrokers, stop: async () => undefined };
  const { startServers } = require(join(checkout, 'libs/local-stack/dist/index.js'));
  return startServers({ progress: (line) => console.log(line) });
}
