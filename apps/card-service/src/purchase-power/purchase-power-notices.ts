import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { validateEvent, type PurchasePowerAssessed } from '@mayfly/contracts';
import { Coalescer, listen, loadStatement, type Listener, type Pool } from '@mayfly/postgres';
import { SETTINGS, SIDE_POOL } from '../providers';
import type { Settings } from '../settings';
import { mostOpenQuestions, OpenQuestions } from './open-questions';

const channel = 'purchase_power_assessed';
const notifyPurchasePower = loadStatement(__dirname, 'notify-purchase-power.sql');

/** Carries answers to the instance whose caller waits: Kafka brings them to any one, and no table keeps them. */
@Injectable()
export class PurchasePowerNotices implements OnApplicationBootstrap, OnApplicationShutdown {
  #listener: Listener | undefined;
  /** One connection at most, however many answers come. */
  readonly #sends = new Coalescer<PurchasePowerAssessed, object>({
    run: (assessed) => notifyPurchasePower.rows(this.pool, [assessed.map((one) => JSON.stringify(one))]),
    maxBatch: 128,
    maxQueued: mostOpenQuestions,
    maxConcurrent: 1,
  });

  constructor(
    @Inject(SIDE_POOL) private readonly pool: Pool,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'databaseUrl'>,
    private readonly questions: OpenQuestions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.#listener = await listen(
      this.settings.databaseUrl,
      channel,
      (payload) => {
        this.receive(payload);
      },
      { applicationName: 'card-service purchase power' },
    );
  }

  /**
   * Never throws, never waits: who misses an answer asks again after the deadline. One that is too long for PostgreSQL (8,000
   * bytes) is lost alone.
   */
  send(assessed: readonly PurchasePowerAssessed[]): void {
    for (const one of assessed) this.#sends.submit(one).catch(() => undefined);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#listener?.close();
  }

  /** Another instance sent it, perhaps of another release. */
  private receive(payload: string): void {
    const validation = validateEvent('purchase-power.assessed.v1', parsed(payload));
    if (validation.valid) this.questions.tell([validation.data]);
  }
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}
