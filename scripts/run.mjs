/** Runs a command of an application against the Mayfly that `npm start` keeps running in this checkout. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandNames, showHelp } from './commands.mjs';
import { build, checkout, install, main, node } from './prepare.mjs';

await main(async () => {
  const [program = '', ...args] = process.argv.slice(2);
  const [app = '', entry = 'main'] = program.split('/');
  if (app === '' || !existsSync(join(checkout, 'apps', app, 'src', `${entry}.ts`))) {
    console.error('usage: node scripts/run.mjs <folder of apps/>[/<entry>] <command> [arguments]');
    return 2;
  }
  const name = commandOf(app, entry, args[0]);
  if (name !== undefined) showHelp(name, args);
  await install({ toRunOnly: true });
  await build(`apps/${app}`);
  // What the environment says goes before what npm start has written down.
  await node([`apps/${app}/dist/${entry}.js`, ...args], {
    env: { ...startedHere(app), ...process.env, MAYFLY_COMMAND: name },
  }).catch((error) => {
    // The command has said itself what is wrong.
    if (error.code === undefined) throw error;
    process.exit(error.code);
  });
});

/** The script of package.json that runs this, if there is one. */
function commandOf(app, entry, command) {
  const run = `node scripts/run.mjs ${entry === 'main' ? app : `${app}/${entry}`}${entry === 'main' ? ` ${command}` : ''}`;
  const { scripts } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
  return Object.keys(scripts).find((name) => scripts[name] === run && commandNames.includes(name));
}

function startedHere(app) {
  const file = join(checkout, '.mayfly', 'running.json');
  if (!existsSync(file)) return {};
  const { env, cardKeys } = JSON.parse(readFileSync(file, 'utf8'));
  return app === 'card-service' ? { ...env, ...cardKeys } : env;
}
