import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { Codec, defaultFraming, dialects, frame, FrameSplitter, type Message } from '@mayfly/iso8583';

/** What is used of the public codec. */
interface TheirMessage {
  getBufferMessage(): Buffer & { error?: string };
  getIsoJSON(bytes: Buffer): Record<string, string> & { error?: string };
  validateMessage(): boolean | { error: string };
}
type TheirCodec = new (message?: Record<string, string>) => TheirMessage;

const Theirs = createRequire(__filename)('iso_8583') as TheirCodec;
const rounds = 7;
const roundMs = 400;

const purchase: Message = {
  mti: '0100',
  fields: {
    2: '9999000012345670',
    3: '000000',
    4: '000000004200',
    7: '1127014500',
    11: '000123',
    14: '2711',
    18: '5942',
    19: '276',
    22: '812',
    32: '12345',
    37: '633101000123',
    41: 'TERM0001',
    42: 'NORDICBOOKS    ',
    43: 'Nordic Books and Co      Kiel         DE',
    48: '610116315MCC1234560927009203123',
    49: '978',
  },
};
const theirPurchase = { 0: purchase.mti, ...purchase.fields };

const codec = new Codec({ dialect: dialects.asciiBinary });
const sealed = new Codec({ dialect: dialects.asciiBinary, macKey: '0123456789ABCDEFFEDCBA9876543210' });
const bytes = frame(codec.pack(purchase), defaultFraming);
const sealedBytes = sealed.pack(purchase);
const splitter = new FrameSplitter(defaultFraming);

const readOurs = (): unknown => splitter.push(bytes).messages.map((message) => codec.unpack(message));
const readTheirs = (): unknown => fine(new Theirs().getIsoJSON(bytes));
const checkTheirs = (): unknown => fine(new Theirs(new Theirs().getIsoJSON(bytes)).validateMessage());
const writeOurs = (): unknown => frame(codec.pack(purchase), defaultFraming);
const writeTheirs = (): unknown => fine(new Theirs(theirPurchase).getBufferMessage());

console.log(`iso_8583 2.6.7 and @mayfly/iso8583; Node ${process.version}, ${cpus()[0]?.model ?? ''}`);
console.log(
  `a purchase of ${bytes.length} bytes; messages a second, the median of ${rounds} rounds in turn\n`,
);
console.log(`${''.padEnd(34)}${'iso_8583'.padStart(12)}${'ours'.padStart(12)}${'ratio'.padStart(9)}`);
compare('read, unchecked there', readTheirs, readOurs);
compare('read, with its validateMessage', checkTheirs, readOurs);
compare('write', writeTheirs, writeOurs);
compare('read and check a MAC (ours only)', undefined, () => sealed.unpack(sealedBytes));

function compare(what: string, theirs: (() => unknown) | undefined, ours: () => unknown): void {
  const rates: { theirs: number[]; ours: number[] } = { theirs: [], ours: [] };
  for (let round = 0; round < rounds; round += 1) {
    if (theirs !== undefined) rates.theirs.push(rateOf(theirs));
    rates.ours.push(rateOf(ours));
  }
  const [their, our] = [medianOf(rates.theirs), medianOf(rates.ours)];
  const ratio = Number.isNaN(their) ? '' : `${(our / their).toFixed(1)} x`;
  console.log(`${what.padEnd(34)}${shown(their)}${shown(our)}${ratio.padStart(9)}`);
}

function rateOf(work: () => unknown): number {
  const startedMs = performance.now();
  let count = 0;
  let elapsedMs = 0;
  while (elapsedMs < roundMs) {
    for (let inner = 0; inner < 100; inner += 1) work();
    count += 100;
    elapsedMs = performance.now() - startedMs;
  }
  return (count / elapsedMs) * 1000;
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? NaN;
}

function shown(rate: number): string {
  return (Number.isNaN(rate) ? '' : Math.round(rate).toLocaleString('en')).padStart(12);
}

/** A codec that answers with an error would be fast for nothing. */
function fine<T>(result: T): T {
  if (typeof result === 'object' && result !== null && 'error' in result)
    throw new Error(String(result.error));
  return result;
}
