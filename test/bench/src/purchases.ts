import { readFileSync, writeFileSync } from 'node:fs';
import { openProgress, readOptions, runProgram, text, whole } from '@mayfly/command-line';
import { mostFilledCards } from './fill/filled-card';
import type { BenchResult } from './purchases/bench-result';
import { printBench } from './purchases/print-bench';
import { runBench } from './purchases/run-bench';

const fewestCards = 200_000;

async function bench(args: readonly string[]): Promise<number> {
  const options = readOptions(args, {
    cards: whole(fewestCards, mostFilledCards - 10, 400_000),
    'many-cards': whole(0, mostFilledCards - 10, 0),
    json: text('the name of a file'),
    compare: text('the name of a file'),
  });
  const earlier =
    options.compare === undefined
      ? undefined
      : (JSON.parse(readFileSync(options.compare, 'utf8')) as BenchResult);
  const progress = openProgress();
  const size = { cards: options.cards, manyCards: options['many-cards'] };
  const result = await runBench(size, progress).finally(() => {
    progress.end();
  });
  printBench(result, earlier, console.log);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(result, undefined, 2)}\n`);
  return 0;
}

runProgram(bench(process.argv.slice(2)));
