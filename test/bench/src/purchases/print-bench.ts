import type { BenchResult } from './bench-result';

/** A figure of a run, by its name, in the unit that is printed. */
type Row = readonly [
  what: string,
  value: (result: BenchResult) => number | null,
  unit: string,
  digits?: number,
];

const rows: readonly Row[] = [
  ['throughput (p99 below 250 ms)', (r) => r.throughputPerSecond, 'purchases/s', 0],
  ['  pgbench, statements of before', (r) => r.floors.pgbenchPerSecond, 'purchases/s', 0],
  ['  pgbench, statements of now', (r) => r.floors.pgbenchNowPerSecond, 'purchases/s', 0],
  ['ratio to pgbench, before', (r) => r.ratios.throughput, '', 2],
  ['ratio to pgbench, now', (r) => r.ratios.throughputNow, '', 2],
  ['wire p50, at a third', (r) => r.wire.p50Ms, 'ms'],
  ['wire p99, at a third', (r) => r.wire.p99Ms, 'ms'],
  ['settled p50, at a third', (r) => r.settled.p50Ms, 'ms'],
  ['settled p99, at a third', (r) => r.settled.p99Ms, 'ms'],
  ['  two hops and two commits, p50', (r) => r.floors.hopsAndCommits.p50Ms, 'ms'],
  ['  two hops and two commits, p99', (r) => r.floors.hopsAndCommits.p99Ms, 'ms'],
  ['ratio of p50', (r) => r.ratios.p50, '', 2],
  ['ratio of p99', (r) => r.ratios.p99, '', 2],
  ['wire p50, at 50/s', (r) => r.atFiftyPerSecond.p50Ms, 'ms'],
  ['wire p99, at 50/s', (r) => r.atFiftyPerSecond.p99Ms, 'ms'],
  ['wire p50, at the highest rate', (r) => r.atHighestRate.wire.p50Ms, 'ms'],
  ['wire p99, at the highest rate', (r) => r.atHighestRate.wire.p99Ms, 'ms'],
  ['sent late p99 (generator)', (r) => r.atHighestRate.lateness.p99Ms, 'ms'],
  ['overload: offered', (r) => r.overload.offeredPerSecond, 'purchases/s', 0],
  ['overload: decided', (r) => r.overload.goodputPerSecond, 'purchases/s', 0],
  ['overload: answered 91 or 503', (r) => r.overload.turnedAwayPerSecond, 'purchases/s', 0],
  ['overload: p99 of what is answered', (r) => r.overload.answeredP99Ms, 'ms', 0],
  ['ratio of overload', (r) => r.ratios.overload, '', 2],
  ['wire p99, ten seconds after it', (r) => r.overload.afterwards.p99Ms, 'ms'],
  ['one account', (r) => r.oneAccountPerSecond, 'purchases/s', 0],
  ['ratio of scale (many cards ÷ few)', (r) => r.ratios.scale, '', 2],
  ['CPU card service', (r) => r.cpuMicroseconds.cardService, 'µs', 0],
  ['CPU worker', (r) => r.cpuMicroseconds.worker, 'µs', 0],
  ['CPU of Node, both', (r) => r.cpuMicroseconds.node, 'µs', 0],
  ['CPU PostgreSQL', (r) => r.cpuMicroseconds.postgres, 'µs', 0],
  ['CPU Kafka', (r) => r.cpuMicroseconds.kafka, 'µs', 0],
  ['CPU generator', (r) => r.cpuMicroseconds.generator, 'µs', 0],
  ['  an empty endpoint', (r) => r.floors.endpoint.cpuMicros, 'µs', 0],
  ['tables', (r) => r.bytesPerPurchase.tables, 'bytes', 0],
  ['outbox, until vacuumed', (r) => r.bytesPerPurchase.outbox, 'bytes', 0],
  ['write-ahead log', (r) => r.bytesPerPurchase.log, 'bytes', 0],
  ['memory of the card service', (r) => Math.max(...r.residentMegabytes.cardServices), 'MB', 0],
  ['memory of the worker', (r) => Math.max(...r.residentMegabytes.workers), 'MB', 0],
];

/** Prints a run as a table, beside an earlier one if there is one. */
export function printBench(
  result: BenchResult,
  earlier: BenchResult | undefined,
  print: (line: string) => void,
): void {
  const { versions, machine, settings, floors } = result;
  print(`${machine.cores} cores, ${machine.model}, ${result.at}`);
  print(
    Object.entries(versions)
      .map(([what, version]) => `${what} ${version}`)
      .join(', '),
  );
  print(
    Object.entries(settings)
      .map(([what, value]) => `${what} ${value}`)
      .join(', '),
  );
  print(
    `floors by ${floors.pgbench.tool}, ${floors.commit.tool}, ${floors.hop.tool}; CPU, bytes: for each purchase, at the highest rate\n`,
  );
  if (earlier !== undefined) print(`${' '.repeat(36)}${'now'.padStart(14)}${'earlier'.padStart(14)}`);
  for (const [what, value, unit, digits = 1] of rows) {
    const shown = (of: BenchResult | undefined): string =>
      of === undefined ? '' : (value(of)?.toFixed(digits) ?? 'not measured').padStart(14);
    print(`${what.padEnd(36)}${shown(result)}${shown(earlier)} ${unit}`.trimEnd());
  }
  for (const [why, count] of Object.entries(result.overload.unanswered))
    print(`not answered under overload: ${count}: ${why}`);
  print(`\naudit: ${result.audit}`);
}
