import fc from 'fast-check';
import { defaultFraming, frame, FrameSplitter, type Framing } from '../index';
import { refusalOf } from '../../spec/refusal-of';

const framings: Record<string, Framing> = {
  'two bytes': defaultFraming,
  'two bytes that count themselves': { ...defaultFraming, lengthIncludesItself: true },
  'four bytes': { ...defaultFraming, length: 'binary4' },
  'four digits': { ...defaultFraming, length: 'ascii4' },
  'four digits that count themselves': { ...defaultFraming, length: 'ascii4', lengthIncludesItself: true },
  'two bytes and a TPDU': { ...defaultFraming, header: { incoming: '6000010002', outgoing: '6000010002' } },
};
const everyFraming = Object.entries(framings);
const anyMessage = fc.uint8Array({ minLength: 1, maxLength: 600 }).map((bytes) => Buffer.from(bytes));

describe.each(everyFraming)('frames of %s', (_, framing) => {
  test('are split as they were framed, however the stream is cut into segments', () => {
    fc.assert(
      fc.property(fc.array(anyMessage, { maxLength: 6 }), fc.array(fc.nat(700)), (messages, sizes) => {
        const stream = Buffer.concat(messages.map((message) => frame(message, framing)));
        const splitter = new FrameSplitter(framing);
        const found: Buffer[] = [];
        let start = 0;
        for (const size of [...sizes, stream.length]) {
          found.push(...splitter.push(stream.subarray(start, start + size)).messages);
          start += size;
        }
        expect(found).toEqual(messages);
        expect(splitter.end()).toBeUndefined();
      }),
    );
  });

  test('come out of one byte per segment', () => {
    const splitter = new FrameSplitter(framing);
    const stream = Buffer.concat([frame(Buffer.from('one'), framing), frame(Buffer.from('two'), framing)]);
    const found = [...stream].flatMap((byte) => splitter.push(Buffer.of(byte)).messages);
    expect(found.map(String)).toEqual(['one', 'two']);
  });

  test('are not taken when larger than the link takes, and cost no memory', () => {
    const splitter = new FrameSplitter({ ...framing, maximumBytes: 100 });
    const good = frame(Buffer.from('good'), framing);
    const split = splitter.push(Buffer.concat([good, frame(Buffer.alloc(101), framing), good]));
    expect(split.messages.map(String)).toEqual(['good']);
    expect(split.refusal).toMatchObject({ part: 'frame', code: 'frame_too_long', answerable: false });
    expect(splitter.heldBytes).toBe(0);
  });

  test('are not made when larger than the link takes', () => {
    expect(refusalOf(() => frame(Buffer.alloc(4097), framing)).code).toBe('frame_too_long');
    expect(() => frame(Buffer.alloc(4000), framing)).not.toThrow();
  });

  test('hold no more than one frame, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 10 }), (chunks) => {
        const splitter = new FrameSplitter({ ...framing, maximumBytes: 200 });
        for (const chunk of chunks) {
          splitter.push(chunk);
          expect(splitter.heldBytes).toBeLessThanOrEqual(204);
        }
      }),
    );
  });

  test('that end in the middle are cut', () => {
    const splitter = new FrameSplitter(framing);
    splitter.push(frame(Buffer.from('whole'), framing).subarray(0, -1));
    expect(splitter.end()).toMatchObject({ part: 'frame', code: 'frame_cut' });
  });
});

describe('a lying length', () => {
  test.each<[string, string, Buffer]>([
    ['of nothing', 'two bytes', Buffer.from('0000', 'hex')],
    ['of less than itself', 'two bytes that count themselves', Buffer.from('0001', 'hex')],
    ['of itself alone', 'two bytes that count themselves', Buffer.from('0002', 'hex')],
    ['of the header alone', 'two bytes and a TPDU', Buffer.from('0005', 'hex')],
    ['of 4 GiB', 'four bytes', Buffer.from('ffffffff', 'hex')],
    ['that is no number', 'four digits', Buffer.from('00a1')],
    ['with a sign', 'four digits', Buffer.from('+001')],
  ])('%s, in %s, is refused before anything else is read, and for good', (_, name, bytes) => {
    const splitter = new FrameSplitter(framings[name] ?? defaultFraming);
    const { messages, refusal } = splitter.push(bytes);
    expect(messages).toEqual([]);
    expect(refusal?.code).toMatch(/^frame_(length|too_long)$/);
    const again = splitter.push(frame(Buffer.from('good'), framings[name] ?? defaultFraming));
    expect(again).toEqual({ messages: [], refusal });
    expect(splitter.end()).toBe(refusal);
  });
});

describe('a header', () => {
  const framing: Framing = { ...defaultFraming, header: { incoming: '6000010002', outgoing: '6000020001' } };

  test('is the one that the link has, in each direction', () => {
    const incoming = new FrameSplitter({ ...framing, header: { incoming: '6000020001', outgoing: '' } });
    expect(incoming.push(frame(Buffer.from('answer'), framing)).messages.map(String)).toEqual(['answer']);
  });

  test('that is another is refused at its first wrong byte', () => {
    const { messages, refusal } = new FrameSplitter(framing).push(Buffer.from('000661', 'hex'));
    expect(messages).toEqual([]);
    expect(refusal).toMatchObject({ part: 'frame', code: 'frame_header', offset: 2 });
  });

  test('that is not written in whole bytes is no header', () => {
    for (const header of [
      { incoming: '600', outgoing: '600' },
      { incoming: 'TPDU', outgoing: 'TPDU' },
    ]) {
      expect(() => new FrameSplitter({ ...defaultFraming, header })).toThrow(RangeError);
      expect(() => frame(Buffer.from('x'), { ...defaultFraming, header })).toThrow(RangeError);
    }
  });
});
