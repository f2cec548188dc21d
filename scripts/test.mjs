/** npm test: installs, compiles and type-checks everything, then runs every test; arguments go to Jest. */
import { jestOptions } from './jest-options.mjs';
import { build, install, main, node } from './prepare.mjs';
import { step } from './screen.mjs';
import { showHelp } from './commands.mjs';

showHelp('test');

await main(async () => {
  await step('packages', () => install());
  await jestOptions('test', process.argv.slice(2));
  await step('build', () => build());
  await node(['node_modules/jest/bin/jest.js', ...process.argv.slice(2)]).catch((error) => {
    // Jest has said itself what is wrong.
    if (error.code === undefined) throw error;
    process.exit(error.code);
  });
});
