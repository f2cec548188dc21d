import { readHops } from './measure-hops';

const printed = `0\t282.529799
1000\t0.839462
2000\t0.5295599999999999
3000\t0.71
Avg latency: 0.9060 ms
Percentiles: 50th = 0, 99th = 15, 99.9th = 47
`;

describe("what Kafka's end-to-end tool prints", () => {
  it('gives the median of the hops that it tells exactly, but for the first', () => {
    expect(readHops(printed)).toEqual({ p50Ms: 0.71, p99Ms: 15, averageMs: 0.906 });
  });

  it('keeps that within the whole millisecond of all hops', () => {
    expect(readHops(printed.replace('50th = 0', '50th = 1')).p50Ms).toBe(1);
    expect(readHops(printed.replace('0.71', '3.2').replace('0.839462', '2.9')).p50Ms).toBe(1);
  });

  it('never gives a 99th percentile below the median', () => {
    expect(readHops(printed.replace('99th = 15', '99th = 0')).p99Ms).toBe(0.71);
  });

  it('is refused when it is something else', () => {
    expect(() => readHops('Exception in thread "main"')).toThrow('printed something else');
  });
});
