/** npm run bench:iso8583: what reading and writing a message costs, here and by the public npm codec, in one run. */
import { build, install, main, node } from './prepare.mjs';
import { readArguments, showHelp } from './commands.mjs';

showHelp('bench:iso8583');
readArguments('bench:iso8583');

await main(async () => {
  // The public codec is a development package.
  await install();
  await build('test/bench');
  await node(['test/bench/dist/iso8583.js']);
});
