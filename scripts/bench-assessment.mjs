/** npm run bench:assessment: what reading and deciding a request costs; on a PostgreSQL of its own unless TEST_POSTGRES_URL names one. */
import { build, install, main, node } from './prepare.mjs';
import { readArguments, showHelp } from './commands.mjs';

showHelp('bench:assessment');
readArguments('bench:assessment');

await main(async () => {
  await install({ toRunOnly: true });
  await build('test/bench');
  await node(['test/bench/dist/assessment.js']);
});
