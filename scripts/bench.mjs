/** npm run bench: purchases a second, how long they take, and what nothing could be faster than, in one run on servers of its own. */
import { build, install, main, node } from './prepare.mjs';
import { showHelp } from './commands.mjs';

showHelp('bench');

await main(async () => {
  // The generator's HTTP client is a development package.
  await install();
  await build('test/bench');
  await node(['test/bench/dist/purchases.js', ...process.argv.slice(2)], {
    env: { ...process.env, MAYFLY_COMMAND: 'bench' },
  }).catch((error) => {
    // The command has said itself what is wrong.
    if (error.code === undefined) throw error;
    process.exit(error.code);
  });
});
