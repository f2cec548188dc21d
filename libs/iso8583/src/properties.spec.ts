import fc from 'fast-check';
import { anyMessage } from '../spec/any-message';
import { macKey } from '../spec/example-messages';
import { anyMutations } from '../spec/mutation';
import { Codec, defaultFraming, dialects, dump, frame, FrameSplitter, Refusal, type Message } from './index';

/** How many mutated frames are tried: `MUTATIONS=1000000 npx jest libs/iso8583/src/properties.spec.ts` for a long run. */
const mutations = Number(process.env['MUTATIONS'] ?? 5_000);
const timeoutMs = 30_000 + mutations;

const everyDialect = Object.values(dialects);
const plainCodecs = everyDialect.map((dialect) => new Codec({ dialect }));
const sealedCodecs = everyDialect.map((dialect) => new Codec({ dialect, macKey }));
const anyCodec = fc.constantFrom(...plainCodecs);
const anySealedCodec = fc.constantFrom(...sealedCodecs);

/** What unpacking ends in, which is a message or a refusal and nothing else. */
function outcomeOf(codec: Codec, bytes: Buffer): Message | Refusal {
  try {
    return codec.unpack(bytes);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function expectGoodRefusal(refusal: Refusal, bytes: Buffer, codec: Codec): void {
  if (refusal.offset < 0 || refusal.offset > bytes.length)
    throw new Error(`no such offset: ${refusal.offset}`);
  const answer = refusal.answer();
  if (refusal.answerable !== (answer !== undefined)) throw new Error('answerable, but has no answer');
  // Whatever an answer repeats of a broken question is well-formed by itself.
  if (answer !== undefined) codec.pack(answer);
  if (!dump(refusal).includes(refusal.code)) throw new Error('the dump does not say why');
}

describe('any message', () => {
  test.each([...plainCodecs, ...sealedCodecs].map((codec, index) => [index, codec] as const))(
    'is read as it was written, and written as it was read (link %i)',
    (_, codec) => {
      fc.assert(
        fc.property(anyMessage, (message) => {
          const bytes = codec.pack(message);
          expect(codec.unpack(bytes)).toEqual(message);
          expect(codec.pack(codec.unpack(bytes)).equals(bytes)).toBe(true);
        }),
      );
    },
  );

  test('says the same in every dialect', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        for (const codec of plainCodecs) expect(codec.unpack(codec.pack(message))).toEqual(message);
      }),
    );
  });
});

describe('a mutated frame', () => {
  test(
    'is refused with a reason, or is a message that is written by the same bytes',
    () => {
      fc.assert(
        fc.property(anyCodec, anyMessage, anyMessage, anyMutations, (codec, message, other, mutate) => {
          const bytes = mutate(codec.pack(message), codec.pack(other));
          const outcome = outcomeOf(codec, bytes);
          if (outcome instanceof Refusal) expectGoodRefusal(outcome, bytes, codec);
          else if (!codec.pack(outcome).equals(bytes)) throw new Error('accepted, but written otherwise');
        }),
        { numRuns: mutations },
      );
    },
    timeoutMs,
  );

  test(
    'on a link with a key is refused, unless nothing was changed',
    () => {
      fc.assert(
        fc.property(anySealedCodec, anyMessage, anyMessage, anyMutations, (codec, message, other, mutate) => {
          const [sent, alsoSent] = [codec.pack(message), codec.pack(other)];
          const bytes = mutate(sent, alsoSent);
          const outcome = outcomeOf(codec, bytes);
          if (outcome instanceof Refusal) expectGoodRefusal(outcome, bytes, codec);
          else if (!bytes.equals(sent) && !bytes.equals(alsoSent))
            throw new Error('accepted a forged message');
        }),
        { numRuns: mutations / 5 },
      );
    },
    timeoutMs,
  );

  test(
    'in a stream yields messages or a refusal, however it is cut, and the splitter holds one frame at most',
    () => {
      fc.assert(
        fc.property(
          anyMessage,
          anyMessage,
          anyMutations,
          fc.array(fc.nat(300), { maxLength: 8 }),
          (first, second, mutate, cuts) => {
            const [codec] = plainCodecs;
            if (codec === undefined) return;
            const frames = [first, second].map((message) => frame(codec.pack(message), defaultFraming));
            const stream = mutate(Buffer.concat(frames), Buffer.concat(frames));
            const inPieces = new FrameSplitter(defaultFraming);
            const found: Buffer[] = [];
            let start = 0;
            for (const size of [...cuts, stream.length]) {
              found.push(...inPieces.push(stream.subarray(start, start + size)).messages);
              start += size;
              if (inPieces.heldBytes > defaultFraming.maximumBytes + 2) throw new Error('holds too much');
            }
            const atOnce = new FrameSplitter(defaultFraming).push(stream);
            if (!Buffer.concat(found).equals(Buffer.concat(atOnce.messages)))
              throw new Error('depends on the cuts');
            if (found.length !== atOnce.messages.length) throw new Error('depends on the cuts');
          },
        ),
        { numRuns: mutations / 5 },
      );
    },
    timeoutMs,
  );
});
