import { arch, cpus, platform, totalmem } from 'node:os';
import type { Progress } from '@mayfly/command-line';
import { hopsAndCommits } from '../floors/hops-and-commits';
import { measureCommits } from '../floors/measure-commits';
import { measureEndpoint } from '../floors/measure-endpoint';
import { measureHops } from '../floors/measure-hops';
import { measurePgbench } from '../floors/measure-pgbench';
import { holds, mostP99Ms } from '../load/find-highest-rate';
import type { LoadOutcome, Percentiles } from '../load/load-job';
import { settledLatency } from '../system/settled-latency';
import type { BenchResult, Latency } from './bench-result';
import type { Carried } from './loads';
import { auditSystem, stop, warmSystem, type Warm } from './measure-purchases';
import { payFromOneAccount } from './one-account';

/** How large a run is. */
export interface BenchSize {
  readonly cards: number;
  /** For the comparison with many cards; 0 leaves it out. */
  readonly manyCards: number;
}

const firstPerSecond = 300;
const seconds = { highest: 20, third: 15, fifty: 10, overload: 12, afterwards: 10 };
const warmUpSeconds = 4;
/** What breaks it, and half of that beside. */
const overloaded = 1.5;
const recoversWithinMs = 10_000;
const aLittleLess = 0.93;
/** Of the purchases that a customer with history made, by millions of cards. */
const reversalsEach = 25;

/** Measures everything, floors included, in one run on this machine. */
export async function runBench({ cards, manyCards }: BenchSize, progress: Progress): Promise<BenchResult> {
  const warm = await warmSystem(
    { cardServices: 1, workers: 1, cards, reversalsEach: 0, firstPerSecond },
    progress,
  );
  try {
    const { system, loads, trials } = warm;
    const { highestPerSecond, highest } = await holdForLonger(warm, progress);
    const decidedPerSecond = ({ outcome }: { outcome: LoadOutcome }, of: number): number =>
      outcome.decided / (of - warmUpSeconds);
    const throughputPerSecond = decidedPerSecond(highest, seconds.highest);
    progress.say('a third of that');
    const third = await loads.carry(Math.round(highestPerSecond / 3), seconds.third, warmUpSeconds);
    const settled = await settledLatency(loads.kafka, third.outcome);
    progress.say('fifty a second');
    const fifty = await loads.carry(50, seconds.fifty, 2);
    const floors = await measureFloors(warm, progress);
    progress.say('more than it can carry');
    const breaking = Math.min(
      ...trials.filter((trial) => !trial.holds).map(({ ratePerSecond }) => ratePerSecond),
    );
    const offeredPerSecond = Math.round(overloaded * breaking);
    const overload = await loads.carry(offeredPerSecond, seconds.overload, warmUpSeconds);
    await new Promise((resolve) =>
      setTimeout(resolve, Math.max(0, recoversWithinMs - overload.settledAfterMs)),
    );
    progress.say('after it');
    const afterwards = await loads.carry(Math.round(highestPerSecond / 3), seconds.afterwards, 0);
    progress.say('one account');
    const oneAccountPerSecond = await payFromOneAccount(system, loads, cards);
    await auditSystem(warm, progress);
    const residentBytes = system.residentBytes();
    const goodputPerSecond = decidedPerSecond(overload, seconds.overload);
    const wire = latencyOf(third.outcome.wire);
    await stop(warm);
    const many =
      manyCards === 0 ? null : await throughputWithManyCards(manyCards, highestPerSecond, progress);
    const { before, now, bestBefore, bestNow, tool, version } = floors.pgbench;
    const { cpuMicros } = highest;
    return {
      at: new Date().toISOString(),
      versions: { node: process.versions.node, pgbench: version, postgres: floors.postgres },
      machine: {
        cores: cpus().length,
        model: `${cpus()[0]?.model.trim() ?? 'unknown'}, ${platform()} ${arch()}`,
        memoryBytes: totalmem(),
      },
      settings: {
        cards,
        manyCards,
        mostP99Ms,
        cardServices: 1,
        workers: 1,
        fsync: 'on',
        acks: 'all',
        signatures: 'on',
      },
      throughputPerSecond,
      wire,
      settled,
      atHighestRate: {
        wire: latencyOf(highest.outcome.wire),
        lateness: latencyOf(highest.outcome.lateness),
        settledAfterMs: highest.settledAfterMs,
      },
      atFiftyPerSecond: latencyOf(fifty.outcome.wire),
      floors: {
        pgbench: { tool, before, now },
        pgbenchPerSecond: bestBefore,
        pgbenchNowPerSecond: bestNow,
        hopsAndCommits: floors.hopsAndCommits,
        hop: floors.hop,
        commit: floors.commit,
        endpoint: floors.endpoint,
      },
      ratios: {
        throughput: throughputPerSecond / bestBefore,
        throughputNow: throughputPerSecond / bestNow,
        p50: wire.p50Ms / floors.hopsAndCommits.p50Ms,
        p99: wire.p99Ms / floors.hopsAndCommits.p99Ms,
        overload: goodputPerSecond / throughputPerSecond,
        scale: many === null ? null : many / throughputPerSecond,
      },
      overload: {
        offeredPerSecond,
        goodputPerSecond,
        turnedAwayPerSecond: overload.outcome.turnedAway / (seconds.overload - warmUpSeconds),
        answeredP99Ms: overload.outcome.answered.p99Ms,
        unanswered: overload.outcome.unanswered,
        afterwards: latencyOf(afterwards.outcome.wire),
      },
      oneAccountPerSecond,
      cpuMicroseconds: {
        ...cpuMicros,
        node: cpuMicros.cardService + cpuMicros.worker,
        generator: highest.outcome.cpuMicros,
      },
      bytesPerPurchase: highest.bytes,
      residentMegabytes: {
        cardServices: residentBytes.cardServices.map(megabytes),
        workers: residentBytes.workers.map(megabytes),
      },
      audit: 'every invariant holds',
    };
  } catch (error) {
    await stop(warm);
    throw error;
  }
}

/** A rate that held for seconds may not hold for longer: then a little less may. */
async function holdForLonger(
  { loads, highestPerSecond: found }: Pick<Warm, 'loads' | 'highestPerSecond'>,
  progress: Progress,
): Promise<{ readonly highestPerSecond: number; readonly highest: Carried }> {
  for (let highestPerSecond = found; ; highestPerSecond = Math.round(highestPerSecond * aLittleLess)) {
    progress.say(`${highestPerSecond} purchases a second, for longer`);
    const highest = await loads.carry(highestPerSecond, seconds.highest, warmUpSeconds);
    if (holds(highest.outcome)) return { highestPerSecond, highest };
  }
}

async function measureFloors({ system }: Warm, progress: Progress) {
  const { postgresUrl, kafkaBrokers } = system.servers;
  const at = (what: string): void => {
    progress.say(`floors: ${what}`);
  };
  at('commits');
  const commit = await measureCommits({ postgresUrl });
  at('hops');
  const hop = await measureHops({ kafkaBrokers });
  at('an empty endpoint');
  const { perSecond, cpuMicros } = await measureEndpoint();
  at('pgbench');
  const pgbench = await measurePgbench({ postgresUrl, progress: at });
  return {
    pgbench,
    commit,
    hop,
    endpoint: { perSecond, cpuMicros: cpuMicros ?? null },
    hopsAndCommits: hopsAndCommits(hop, commit),
    postgres: await system.postgresVersion(),
  };
}

async function throughputWithManyCards(
  cards: number,
  highestPerSecond: number,
  progress: Progress,
): Promise<number> {
  const many = await warmSystem(
    { cardServices: 1, workers: 1, cards, reversalsEach, firstPerSecond: Math.round(0.6 * highestPerSecond) },
    progress,
  );
  try {
    const { highest } = await holdForLonger(many, progress);
    await auditSystem(many, progress);
    return highest.outcome.decided / (seconds.highest - warmUpSeconds);
  } finally {
    await stop(many);
  }
}

function latencyOf({ p50Ms, p99Ms }: Percentiles): Latency {
  return { p50Ms, p99Ms };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}
