import { writeFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { readScorecard } from '@mayfly/scorecard';
import { SpecialCodes } from '../../table/cell';
import { csvRows } from '../../table/csv-rows';
import { readTable } from '../../table/read-table';
import { checkNames } from '../check-table';
import type { Screen } from '../screen';
import { summaryOf } from '../summary';
import { trainScorecard } from '../train-scorecard';
import { readTrainingOptions, type TrainingOptions } from '../training-options';

/** `train`: fits a scorecard on a table and writes its file. */
export async function train(args: readonly string[], screen: Screen, version: string): Promise<void> {
  const options = readTrainingOptions(args);
  checkNames(options.data, await headerOf(options.data), options);
  const table = await readTable(options.data, {
    special: new SpecialCodes(options.special),
    ignored: ignoredColumns(options),
    onProgress: (rows) => screen.progress(`reading: ${rows} rows`),
  });
  const { scorecard, suspects } = trainScorecard(table, options, {
    name: basename(options.out, extname(options.out)),
    trainedAt: new Date().toISOString(),
    trainer: { mayfly: version, node: process.version },
    onProgress: screen.progress,
  });
  const content = `${JSON.stringify(scorecard, null, 2)}\n`;
  // Whoever loads the file reads it so: nothing is written that could not be.
  readScorecard(content);
  await writeFile(options.out, content);
  screen.clear();
  for (const { column, auc } of suspects) {
    screen.warn(
      `column ${column} alone reaches an AUC of ${auc.toFixed(3)}: make sure that it is known before the outcome`,
    );
  }
  for (const line of summaryOf(scorecard)) screen.print(line);
  screen.print(`written to ${options.out}`);
}

async function headerOf(file: string): Promise<string[]> {
  for await (const { cells } of csvRows(file)) return cells.map((cell) => cell.trim());
  return [];
}

function ignoredColumns({ exclude, ratios }: TrainingOptions): ReadonlySet<string> {
  const parts = Object.values(ratios).flatMap(({ of, to, less }) => [of, to, less]);
  return new Set(exclude.filter((name) => !parts.includes(name)));
}
