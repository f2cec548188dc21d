import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse';
import { BadTable } from './bad-table';

const delimiters = [',', ';', '\t', '|'];

/** One record of a CSV file; `line` is where it ends, 1 being the header's. */
export interface CsvRow {
  readonly cells: readonly string[];
  readonly line: number;
}

/**
 * The records of a CSV file, the header first. Finds out by the header whether commas, semicolons, tabs or bars separate; `onBytes` sees the
 * file as it is read. Throws {@link BadTable} for a file that is empty or malformed, and what the file system throws.
 */
export async function* csvRows(
  file: string,
  onBytes: (chunk: Buffer) => void = () => undefined,
): AsyncGenerator<CsvRow> {
  const delimiter = await findDelimiter(file);
  const bytes = createReadStream(file, { highWaterMark: 1 << 20 });
  const parser = parse({ bom: true, delimiter, skip_empty_lines: true, info: true });
  bytes.on('data', (chunk) => onBytes(chunk as Buffer));
  // pipe() does not pass on what goes wrong while reading.
  bytes.once('error', (error) => parser.destroy(error));
  let empty = true;
  try {
    for await (const { record, info } of bytes.pipe(parser) as AsyncIterable<ParsedRecord>) {
      empty = false;
      yield { cells: record, line: info.lines };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new BadTable(file, [error.message]);
    throw error;
  } finally {
    bytes.destroy();
  }
  if (empty) throw new BadTable(file, ['the file is empty']);
}

interface ParsedRecord {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/** What separates the cells of a CSV file, by its header. */
export async function findDelimiter(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1 << 16), 0, 1 << 16, 0);
    const [header = ''] = buffer.toString('utf8', 0, bytesRead).split(/\r?\n/, 1);
    const unquoted = header.replaceAll(/"[^"]*"/g, '');
    const counted = delimiters.map((delimiter) => unquoted.split(delimiter).length);
    return delimiters[counted.indexOf(Math.max(...counted))] ?? ',';
  } finally {
    await handle.close();
  }
}
