import { setTimeout as pause } from 'node:timers/promises';
import { createPool, inTransaction, loadStatement, type Pool } from '@mayfly/postgres';

const setClockAhead = loadStatement(__dirname, 'set-clock-ahead.sql');
const setClockToTuesday = loadStatement(__dirname, 'set-clock-to-tuesday.sql');
const isAnythingDue = loadStatement(__dirname, 'is-anything-due.sql');
const stopAssessment = loadStatement(__dirname, 'stop-assessment.sql');

const sweptWithinMs = 5_000;
const everyMs = 40;

/** Where the databases of the running system are. */
export interface WorldAddresses {
  readonly cardDatabaseUrl: string;
  readonly assessmentDatabaseUrl: string;
}

/** What no message can do: it happens to the whole of a simulated system. */
export class World {
  readonly #cards: Pool;
  readonly #assessments: Pool;
  #goOn: (() => Promise<void>) | undefined;

  constructor({ cardDatabaseUrl, assessmentDatabaseUrl }: WorldAddresses) {
    const pool = (url: string): Pool => createPool(url, { max: 1, applicationName: 'scenarios' });
    this.#cards = pool(cardDatabaseUrl);
    this.#assessments = pool(assessmentDatabaseUrl);
  }

  /** The clock of the money goes ahead, and never back; for what depends on the day of the week, to the next Tuesday; settles when what ends by it has ended. */
  async ahead(duration: string): Promise<void> {
    if (duration === 'tuesday') await setClockToTuesday.rows(this.#cards, []);
    else await setClockAhead.rows(this.#cards, [secondsOf(duration)]);
    await this.untilSwept();
  }

  /** What stays as it was can only be told from what has yet to end once the sweepers have come by. */
  private async untilSwept(): Promise<void> {
    const until = performance.now() + sweptWithinMs;
    for (;;) {
      const [row] = await isAnythingDue.rows<{ due: boolean }>(this.#cards, []);
      if (row?.due !== true || performance.now() > until) return;
      await pause(everyMs);
    }
  }

  /** From now on no decision is stored, so none is published. */
  async stopAssessment(): Promise<void> {
    await new Promise<void>((stopped, failed) => {
      const held = inTransaction(this.#assessments, async (tx) => {
        await stopAssessment.rows(tx, []);
        const resumed = new Promise<void>((resume) => {
          this.#goOn = async () => {
            resume();
            await held;
          };
        });
        stopped();
        await resumed;
      });
      held.catch(failed);
    });
  }

  /** What waits is decided, however late. */
  async resumeAssessment(): Promise<void> {
    const goOn = this.#goOn;
    this.#goOn = undefined;
    await goOn?.();
  }

  async close(): Promise<void> {
    await this.resumeAssessment();
    await Promise.all([this.#cards.end(), this.#assessments.end()]);
  }
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

function secondsOf(duration: string): number {
  return Number(duration.slice(0, -1)) * (unitSeconds[duration.slice(-1)] ?? Number.NaN);
}
