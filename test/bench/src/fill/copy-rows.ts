import type { Pool } from '@mayfly/postgres';

/** A value as COPY takes it: bytes for bytea, JSON as its text. */
export type CopyValue = string | number | boolean | Buffer | null;

/** What is used of the driver's connection. */
interface Connection {
  readonly stream: NodeJS.WritableStream & { readonly writableNeedDrain: boolean };
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

const chunkCharacters = 65_536;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/**
 * Writes rows into a table by `COPY … FROM STDIN`: all of them or none. Rows are taken from the iterable only as fast as the server
 * reads them.
 *
 * @param into the table with its columns, as SQL: `cards (id, state)`
 * @throws what the server refused, or what the iterable threw
 */
export async function copyRows(
  pool: Pool,
  into: string,
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  const client = await pool.connect();
  let isLost = false;
  // The query hears of it as well; the event alone would end the process.
  const markLost = (): void => {
    isLost = true;
  };
  client.on('error', markLost);
  try {
    await new Promise<void>((resolve, reject) => {
      const done = (error?: Error): void => {
        if (error === undefined) resolve();
        else reject(error);
      };
      client.query(new CopyIn(`copy ${into} from stdin`, chunksOf(rows), done));
    });
  } finally {
    client.off('error', markLost);
    client.release(isLost);
  }
}

/** A query as the driver runs one: it calls the methods that begin with `handle` as the server answers. */
class CopyIn {
  #failure: Error | undefined;

  constructor(
    private readonly text: string,
    private readonly chunks: Iterator<Buffer, undefined>,
    /** The driver puts one of its own before it, which ends the time that it gives a query. */
    private readonly callback: (error?: Error) => void,
  ) {}

  submit(connection: unknown): void {
    (connection as Connection).query(this.text);
  }

  handleCopyInResponse(connection: Connection): void {
    try {
      this.send(connection);
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      connection.sendCopyFail('the rows ended in an error');
    }
  }

  handleCommandComplete(): void {
    // The connection is free only when it says so.
  }

  handleReadyForQuery(): void {
    this.callback();
  }

  handleError(error: Error): void {
    this.#failure ??= error;
    this.callback(this.#failure);
  }

  private send(connection: Connection): void {
    while (this.#failure === undefined) {
      const { value, done } = this.chunks.next();
      if (done === true) {
        connection.endCopyFrom();
        return;
      }
      connection.sendCopyFromChunk(value);
      if (connection.stream.writableNeedDrain) {
        connection.stream.once('drain', () => {
          this.handleCopyInResponse(connection);
        });
        return;
      }
    }
  }
}

function* chunksOf(rows: Iterable<readonly CopyValue[]>): Generator<Buffer, undefined> {
  let chunk = '';
  for (const row of rows) {
    chunk += `${row.map(fieldOf).join('\t')}\n`;
    if (chunk.length < chunkCharacters) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  if (chunk !== '') yield Buffer.from(chunk);
  return undefined;
}

function fieldOf(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return value.replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? '');
  return Buffer.isBuffer(value) ? `\\\\x${value.toString('hex')}` : String(value);
}
