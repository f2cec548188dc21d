import { createWriteStream } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { readOptions, required, text } from '@mayfly/command-line';
import { readScorecard, sharesByBand, stabilityIndex, type Scorecard, type Scored } from '@mayfly/scorecard';
import { csvLine } from '../../table/csv-line';
import { csvRows, findDelimiter } from '../../table/csv-rows';
import { rowScorer, type RowScorer } from '../score-table';
import type { Screen } from '../screen';

/** `score`: copies a table, in order, with probability, score, points and reasons of every row. */
export async function score(args: readonly string[], screen: Screen): Promise<void> {
  const {
    model,
    data: file,
    out,
  } = readOptions(args, {
    model: required(text('a scorecard')),
    data: required(text('a table')),
    out: required(text('the file that is written')),
  });
  const scorecard = readScorecard(await readFile(model, 'utf8'));
  const delimiter = await findDelimiter(file);
  const seen = new Seen();
  const lines = async function* (): AsyncGenerator<string> {
    let scorer: RowScorer | undefined;
    for await (const { cells } of csvRows(file)) {
      if (scorer === undefined) {
        scorer = rowScorer(file, cells, scorecard);
        yield csvLine([...cells, ...scorer.added], delimiter);
        continue;
      }
      const row = scorer.add(cells);
      seen.add(row.scored);
      if (seen.scores.length % 10_000 === 0) screen.progress(`scoring: ${seen.scores.length} rows`);
      yield csvLine(row.cells, delimiter);
    }
  };
  // Renamed when it is whole: nobody takes half a table for all of it.
  const unfinished = `${out}.unfinished`;
  try {
    await pipeline(lines, createWriteStream(unfinished));
    await rename(unfinished, out);
  } finally {
    await rm(unfinished, { force: true });
  }
  screen.clear();
  for (const line of seen.summary(scorecard)) screen.print(line);
  screen.print(`written to ${out}`);
}

/** What there is to say of all rows together. */
class Seen {
  readonly scores: number[] = [];
  private readonly unknown = new Map<string, number>();

  add({ score, points }: Scored): void {
    this.scores.push(score);
    for (const { characteristic, class: found } of points) {
      if (found === null) this.unknown.set(characteristic, (this.unknown.get(characteristic) ?? 0) + 1);
    }
  }

  summary({ baseline }: Scorecard): string[] {
    const lines = [`${this.scores.length} rows scored`];
    if (this.scores.length > 0) {
      const shares = sharesByBand(baseline, this.scores);
      const index = stabilityIndex(
        baseline.map(({ share }) => share),
        shares,
      );
      lines.push(`PSI of the scores against training: ${index.toFixed(4)} (${inWords(index)})`);
    }
    for (const [characteristic, rows] of this.unknown) {
      lines.push(`${characteristic}: ${rows} values that training never saw, scored neutrally`);
    }
    return lines;
  }
}

function inWords(index: number): string {
  if (index < 0.1) return 'stable';
  return index <= 0.25 ? 'moving' : 'shifted';
}
