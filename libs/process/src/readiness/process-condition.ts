import { loadStatement, type Pool } from '@mayfly/postgres';
import type { OnModuleDestroy } from '@nestjs/common';

const ping = loadStatement(__dirname, 'ping.sql');

/** How a process is at this moment. What of it makes a service unready is the service's own rule. */
export interface Condition {
  /** Why it has stopped for good: `shutting_down`, `consumer_crashed`; empty while it has not. */
  readonly stopped: readonly string[];
  readonly started: boolean;
  /** Its consumers are members of their groups; never before it has started. */
  readonly consuming: boolean;
  readonly databaseAnswers: boolean;
}

/** Keeps what start and end say about this process, and asks its database. */
export class ProcessCondition implements OnModuleDestroy {
  #isConsuming: (() => boolean) | undefined;
  readonly #stopped = new Set<string>();
  #ping: Promise<boolean> | undefined;

  constructor(private readonly pool: Pool) {}

  /** Everything is up; `isConsuming` says from now on whether the consumers are members of their groups. */
  markStarted(isConsuming: () => boolean): void {
    this.#isConsuming = isConsuming;
  }

  /** Not ready from now on, for good: `shutting_down`, `consumer_crashed`. */
  markStopped(reason: string): void {
    this.#stopped.add(reason);
  }

  /** The first of Nest's hooks when a process stops: whoever sends traffic is to hear of it before anything ends. */
  onModuleDestroy(): void {
    this.markStopped('shutting_down');
  }

  async observe(): Promise<Condition> {
    return {
      stopped: [...this.#stopped],
      started: this.#isConsuming !== undefined,
      consuming: this.#isConsuming?.() ?? false,
      databaseAnswers: await this.#databaseAnswers(),
    };
  }

  /** Whoever asks meanwhile gets the same answer: anybody may ask, and as often as they like. */
  #databaseAnswers(): Promise<boolean> {
    this.#ping ??= ping
      .rows(this.pool)
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        this.#ping = undefined;
      });
    return this.#ping;
  }
}
