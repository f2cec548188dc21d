import type { Progress } from '@mayfly/command-line';
import { fillKeys } from '../fill/fill-keys';
import { cardsOfCustomer } from '../fill/filled-card';
import { fillSystem } from '../fill/fill-system';
import { findHighestRate, type Trial } from '../load/find-highest-rate';
import { audit } from '../system/audit';
import { MeasuredSystem, type Instances } from '../system/measured-system';
import { Loads } from './loads';

/** How long one rate is tried, of which the first seconds do not count. */
const trialSeconds = 8;
const trialWarmUpSeconds = 3;
/** Compiled code and plans are made in the first seconds of a process. */
const warmUp = { ratePerSecond: 300, seconds: 25 };

/** A system with cards, and its highest rate. */
export interface Warm {
  readonly system: MeasuredSystem;
  readonly loads: Loads;
  readonly highestPerSecond: number;
  readonly trials: readonly Trial[];
}

/** What a system is started with. */
export interface Start extends Instances {
  readonly cards: number;
  /** Of each customer the ledger has so many purchases that were taken back, of four legs each. */
  readonly reversalsEach: number;
  /** The first rate that is tried. */
  readonly firstPerSecond: number;
}

/** Starts a system, fills it with cards, and finds the highest rate that holds. */
export async function warmSystem(start: Start, progress: Progress): Promise<Warm> {
  progress.say('starting PostgreSQL, Kafka and Mayfly');
  const system = await MeasuredSystem.start(start);
  const { cardDatabaseUrl, assessmentDatabaseUrl, cardKeys } = system.mayfly;
  const loads = new Loads(system, start.cards / cardsOfCustomer);
  try {
    await fillSystem({
      cardDatabaseUrl,
      assessmentDatabaseUrl,
      keys: fillKeys(cardKeys),
      cards: start.cards,
      reversalsEach: start.reversalsEach,
      at: (what) => {
        progress.say(`filling: ${what}`);
      },
    });
    progress.say('warming up');
    await loads.carry(warmUp.ratePerSecond, warmUp.seconds, 0);
    const trials: Trial[] = [];
    const highestPerSecond = await findHighestRate(
      start.firstPerSecond,
      async (rate) => {
        progress.say(`trying ${rate} purchases a second`);
        return (await loads.carry(rate, trialSeconds, trialWarmUpSeconds)).outcome;
      },
      (trial) => trials.push(trial),
    );
    return { system, loads, highestPerSecond, trials };
  } catch (error) {
    await stop({ system, loads });
    throw error;
  }
}

/** @throws Error that names what is violated: such a run has no figures */
export async function auditSystem({ system }: Pick<Warm, 'system'>, progress: Progress): Promise<void> {
  progress.say('checking every invariant');
  const violations = await audit(system.mayfly);
  if (violations.length > 0)
    throw new Error(['The run broke invariants and counts for nothing:', ...violations].join('\n'));
}

/** Ends it. */
export async function stop({ system, loads }: Pick<Warm, 'system' | 'loads'>): Promise<void> {
  await loads.close();
  await system.stop();
}
