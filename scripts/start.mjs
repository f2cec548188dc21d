/** npm start, npm run demo, npm run dev: everything from a fresh clone to a running Mayfly, by one command. */
import { readArguments, refuse, showHelp } from './commands.mjs';
import { build, checkout, install, main } from './prepare.mjs';

const name = ['demo', 'dev'].find((other) => process.argv.includes(`--${other}`)) ?? 'start';
showHelp(name);

const { values } = readArguments(name, {
  options: {
    'card-services': { type: 'string', default: '1' },
    workers: { type: 'string', default: '1' },
    data: { type: 'string' },
    'no-stories': { type: 'boolean', default: false },
    demo: { type: 'boolean', default: false },
    dev: { type: 'boolean', default: false },
  },
});
const cardServices = instances('card-services');
const workers = instances('workers');

await main(async () => {
  const screen = await import('./screen.mjs');
  screen.say('\nMayfly\n');
  await screen.step('packages', () => install({ toRunOnly: true }));
  await screen.step('launcher', () => build('apps/launcher'));
  // The servers start while the rest is compiled.
  const built = screen.step('build', () =>
    build('apps/card-service', 'apps/assessment-worker', 'apps/network-simulator', 'apps/operations'),
  );
  built.catch(() => undefined);
  const { launch } = await import('../apps/launcher/dist/launch.js');
  return launch({
    checkout,
    cardServices,
    workers,
    dataDir: values.data,
    tellStories: !values['no-stories'] && !values.dev,
    leaveAfterStories: values.demo,
    develop: values.dev,
    built,
    screen,
  });
});

function instances(option) {
  const count = Number(values[option]);
  if (Number.isInteger(count) && count >= 1 && count <= 16) return count;
  return refuse(name, `--${option}: a whole number from 1 to 16, not ${values[option]}`);
}
