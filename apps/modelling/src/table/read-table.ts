import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { BadTable } from './bad-table';
import type { SpecialCodes } from './cell';
import { ColumnBuilder } from './column';
import { csvRows } from './csv-rows';
import { headerProblems } from './header';
import type { Table } from './table';

/** What a reader of tables may leave out or report. */
export interface ReadingOptions {
  readonly special: SpecialCodes;
  /** Columns whose cells are never looked at. */
  readonly ignored: ReadonlySet<string>;
  readonly onProgress: (rows: number) => void;
}

/** Reads a CSV file by columns. Throws {@link BadTable} for duplicate names, ragged rows and mixed types. */
export async function readTable(file: string, options: ReadingOptions): Promise<Table> {
  const hash = createHash('sha256');
  let bytes = 0;
  let builders: ColumnBuilder[] | undefined;
  let rows = 0;
  const records = csvRows(file, (chunk) => {
    hash.update(chunk);
    bytes += chunk.length;
  });
  for await (const { cells, line } of records) {
    if (builders === undefined) {
      const problems = headerProblems(cells);
      if (problems.length > 0) throw new BadTable(file, problems);
      builders = cells.map((cell) => new ColumnBuilder(cell.trim(), options.special));
      continue;
    }
    for (const [at, builder] of builders.entries()) {
      if (!options.ignored.has(builder.name)) builder.add(cells[at] ?? '', line);
    }
    rows += 1;
    if (rows % 10_000 === 0) options.onProgress(rows);
  }
  const read = builders ?? [];
  const problems = read.flatMap((builder) => builder.problem() ?? []);
  if (problems.length > 0) throw new BadTable(file, problems);
  return {
    name: basename(file),
    sha256: hash.digest('hex'),
    bytes,
    rows,
    columns: read.map((builder) => builder.build()),
  };
}
