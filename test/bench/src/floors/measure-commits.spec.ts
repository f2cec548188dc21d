import { readLatencies } from './measure-commits';
import { percentile } from './percentile';

it("reads the latencies in pgbench's log of transactions, in milliseconds", () => {
  expect(readLatencies('0 1 1199 0 1764270000 995598\n0 2 310 0 1764270000 996801\n')).toEqual([1.199, 0.31]);
});

it('takes for a percentile a value that was measured', () => {
  const values = [5, 1, 4, 2, 3];
  expect([0.5, 0.99, 0].map((share) => percentile(values, share))).toEqual([3, 5, 1]);
  expect(() => percentile([], 0.5)).toThrow('nothing');
});
