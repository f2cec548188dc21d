import { continueTrace, parseTraceparent } from './traceparent';

const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('trace context', () => {
  test('goes on in the same trace, in a span of its own', () => {
    const child = continueTrace(parent);
    expect(parseTraceparent(child)?.traceId).toBe('0af7651916cd43dd8448eb211c80319c');
    expect(parseTraceparent(child)?.spanId).not.toBe('b7ad6b7169203331');
  });

  test.each([undefined, '', 'nonsense', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`, parent.toUpperCase()])(
    'begins anew where there is no valid parent: %s',
    (header) => {
      expect(parseTraceparent(header)).toBeUndefined();
      expect(parseTraceparent(continueTrace(header))).toBeDefined();
    },
  );
});
