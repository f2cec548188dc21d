import { Inject, Injectable, Logger } from '@nestjs/common';
import { generateCardNumber } from '@mayfly/card-number';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { ServiceMetrics } from '../operation/service-metrics';
import { MONOTONIC_CLOCK, RANDOM, SETTINGS, SIDE_POOL } from '../providers';
import type { MonotonicClock, RandomSource } from '../providers';
import type { Settings } from '../settings';
import { CardSecurity } from './card-security';
import { pickRange } from './rules/pick-range';

const installNumberRanges = loadStatement(__dirname, 'install-number-ranges.sql');
const listNumberRanges = loadStatement(__dirname, 'list-number-ranges.sql');
const countTakenNumbers = loadStatement(__dirname, 'count-taken-numbers.sql');

/** A number of no known range makes the ranges be read again, this seldom: another instance may mint from a new one. */
const readAgainAfterMs = 1_000;
const measureEveryMs = 60_000;
/** So many numbers out of a range, by chance, tell how full it is to one or two hundredths: nothing has to be counted. */
const sampleSize = 1_000;
/** Shares of a range taken, from which on the log says so, once for each. */
const warnFrom = [0.5, 0.75, 0.9];

/** The ranges of numbers that are issued here: which they are, how full, and which the next number comes from. */
@Injectable()
export class NumberRanges {
  private readonly logger = new Logger(NumberRanges.name);
  readonly #fills: Map<string, number>;
  #ours: readonly string[];
  #reading: Promise<void> | undefined;
  #readAtMs = -Infinity;
  #measuredAtMs = -Infinity;

  constructor(
    @Inject(SIDE_POOL) private readonly pool: Pool,
    @Inject(RANDOM) private readonly random: RandomSource,
    @Inject(SETTINGS) settings: Pick<Settings, 'iins'>,
    @Inject(MONOTONIC_CLOCK) private readonly clock: MonotonicClock,
    private readonly security: CardSecurity,
    private readonly metrics: ServiceMetrics,
  ) {
    this.#ours = settings.iins;
    this.#fills = new Map(settings.iins.map((iin) => [iin, 0]));
  }

  /** Makes the ranges of the settings ours, for every instance and for good. */
  async install(): Promise<void> {
    await installNumberRanges.rows(this.pool, [[...this.#fills.keys()].sort()]);
    await this.read();
  }

  /** True when the number is in a range that numbers were ever minted from. */
  async isOurs(number: string): Promise<boolean> {
    if (this.isKnown(number)) return true;
    if (this.clock.nowMs() - this.#readAtMs < readAgainAfterMs) return false;
    this.#reading ??= this.read().finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
    return this.isKnown(number);
  }

  /** The range of the next number. */
  pick(): string {
    const ranges = [...this.#fills].map(([iin, fill]) => ({ iin, fill }));
    return pickRange(ranges, this.random.integerBelow(1_000_000) / 1_000_000);
  }

  /** Sweep: measures, once a minute, how full the ranges are that are minted from. Finds nothing to do again: 0. */
  async sweep(): Promise<number> {
    if (this.clock.nowMs() - this.#measuredAtMs < measureEveryMs) return 0;
    this.#measuredAtMs = this.clock.nowMs();
    for (const iin of this.#fills.keys()) await this.measure(iin);
    return 0;
  }

  private isKnown(number: string): boolean {
    return this.#ours.some((iin) => number.startsWith(iin));
  }

  private async read(): Promise<void> {
    this.#readAtMs = this.clock.nowMs();
    const rows = await listNumberRanges.rows<{ iin: string }>(this.pool, []);
    this.#ours = [...this.#fills.keys(), ...rows.map(({ iin }) => iin)];
  }

  private async measure(iin: string): Promise<void> {
    const sample = new Set<string>();
    for (let drawn = 0; drawn < sampleSize; drawn += 1) {
      sample.add(generateCardNumber(iin, (size) => this.random.bytes(size)));
    }
    const hashes = [...sample].flatMap((number) => this.security.numberHashes(number));
    const [row] = await countTakenNumbers.rows<{ taken: bigint }>(this.pool, [hashes]);
    const fill = Number(row?.taken ?? 0n) / sample.size;
    const before = this.#fills.get(iin) ?? 0;
    this.#fills.set(iin, fill);
    this.metrics.rangeMeasured(iin, fill);
    const passed = warnFrom.filter((level) => before < level && level <= fill).at(-1);
    if (passed !== undefined) {
      this.logger.warn(`range ${iin} is ${Math.round(fill * 100)} % taken: name another in CARD_IIN`);
    }
  }
}
