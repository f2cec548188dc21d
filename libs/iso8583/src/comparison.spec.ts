import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { comparisonRows } from '../spec/comparison-rows';
import { publicCodecReads, publicCodecReadsAndValidates } from '../spec/public-codec';
import { Codec, defaultFraming, dialects, FrameSplitter, Refusal } from './index';

/** A row of the comparison in the README. */
interface Compared {
  readonly what: string;
  readonly reads: string;
  readonly validates: string;
  readonly ours: string;
}

const published = JSON.parse(
  readFileSync(join(__dirname, '../reference/comparison.json'), 'utf8'),
) as Compared[];
const codec = new Codec({ dialect: dialects.asciiBinary });

/** `accepts`, or the code by which a frame, the last of its stream, is refused. */
function ourVerdict(bytes: Buffer): string {
  const splitter = new FrameSplitter(defaultFraming);
  const { messages, refusal } = splitter.push(bytes);
  try {
    for (const message of messages) codec.unpack(message);
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return (refusal ?? splitter.end())?.code ?? 'accepts';
}

describe('what the public codec iso_8583 accepts, and this one', () => {
  test.each(comparisonRows.map(([what, bytes]) => [what, bytes] as const))('%s', (what, bytes) => {
    expect({
      what,
      reads: publicCodecReads(bytes),
      validates: publicCodecReadsAndValidates(bytes),
      ours: ourVerdict(bytes),
    }).toEqual(published.find((row) => row.what === what));
  });

  test('is what the README says, row for row', () => {
    expect(published.map(({ what }) => what)).toEqual(comparisonRows.map(([what]) => what));
  });

  test('only the message to the letter is accepted here', () => {
    expect(published.filter(({ ours }) => ours === 'accepts').map(({ what }) => what)).toEqual([
      'a purchase to the letter',
    ]);
  });
});
