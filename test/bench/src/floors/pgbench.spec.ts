import { pgbenchScript, readResult } from './pgbench';

const printed = `progress: 1.0 s, 100.0 tps, lat 2.000 ms stddev 1.000, 0 failed
progress: 2.1 s, 300.0 tps, lat 2.000 ms stddev 1.000, 0 failed
progress: 3.0 s, 800.0 tps, lat 1.000 ms stddev 1.000, 0 failed
progress: 5.0 s, 500.0 tps, lat 1.000 ms stddev 1.000, 0 failed
transaction type: script.sql
number of transactions actually processed: 2150
number of failed transactions: 0 (0.000%)
tps = 430.000000 (without initial connection time)
`;

describe("pgbench's report", () => {
  it('is read without the seconds of the warm-up, each report by the time that it covers', () => {
    const { transactions, perSecond } = readResult(printed, 2);
    expect(transactions).toBe(2150);
    expect(perSecond).toBeCloseTo((800 * 0.9 + 500 * 2) / 2.9);
  });

  it('is read as it was before version 15, too', () => {
    const older = printed.replaceAll(', 0 failed', '').replace(/^number of failed.*\n/m, '');
    expect(readResult(older, 2)).toEqual(readResult(printed, 2));
  });

  it.each([
    ['a transaction that failed', printed.replace('failed transactions: 0', 'failed transactions: 3')],
    ['no report after the warm-up', printed.replace(/^progress: [35].*\n/gm, '')],
    ['nothing that is known', 'pgbench: error'],
  ])('is refused with %s', (_what, report) => {
    expect(() => readResult(report, 2)).toThrow('pgbench reported no rate, or failures');
  });
});

it('counts purchases without asking the server, all statements in one transaction', () => {
  expect(pgbenchScript({ statements: ['select :a\n', 'select :purchase'], variables: { a: '1' } })).toBe(
    '\\set purchase :next + :client_id\n\\set next :next + :clients\nbegin;\nselect :a;\nselect :purchase;\ncommit;\n',
  );
});
