import { createRequire } from 'node:module';

interface TheirMessage {
  getIsoJSON(bytes: Buffer): Record<string, string> & { error?: string };
  validateMessage(): boolean | { error: string };
}
type TheirCodec = new (message?: Record<string, string>) => TheirMessage;

// It has no types of its own.
const Theirs = createRequire(__filename)('iso_8583') as TheirCodec;

/** What a codec makes of a frame. `fails` is an error that it did not mean. */
export type Verdict = 'accepts' | 'refuses' | 'fails';

/** Whether the public codec reads a frame. */
export function publicCodecReads(bytes: Buffer): Verdict {
  return verdictOf(() => new Theirs().getIsoJSON(bytes));
}

/** Whether it also finds valid what it has read, asked once more. */
export function publicCodecReadsAndValidates(bytes: Buffer): Verdict {
  return verdictOf(() => {
    const read = new Theirs().getIsoJSON(bytes);
    return read.error === undefined ? new Theirs(read).validateMessage() : read;
  });
}

function verdictOf(work: () => unknown): Verdict {
  try {
    const result = work();
    const isError = typeof result === 'object' && result !== null && 'error' in result;
    return result === false || isError ? 'refuses' : 'accepts';
  } catch {
    return 'fails';
  }
}
