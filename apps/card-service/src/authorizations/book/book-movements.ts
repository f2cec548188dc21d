import { Inject, Injectable } from '@nestjs/common';
import { afterCommit, Coalescer, type Executor, type Pool } from '@mayfly/postgres';
import { ServiceMetrics } from '../../operation/service-metrics';
import { OUTBOX, type Outbox } from '../../outbox/outbox';
import { loadPublishingStatement } from '../../outbox/publishing-statement';
import { POOL, RANDOM, SETTINGS, type RandomSource } from '../../providers';
import type { Settings } from '../../settings';
import type { Resolution } from '../authorization';
import { resolutionOf, type ResolutionRow } from '../authorization-row';
import type { Movement, MovementResult } from './movement';

/** What became of a movement. */
export interface Booking {
  readonly result: MovementResult;
  /** The final answer, if there is one by now: given by this movement, or before. */
  readonly resolution: Resolution | undefined;
  /** Until the deadline, by the database's clock. */
  readonly remainingMs: number;
}

/** The columns of the final answer mean something once the state is neither null nor `pending`. */
interface BookingRow extends Omit<ResolutionRow, 'state'> {
  readonly result: MovementResult | 'again';
  readonly resolved: boolean;
  readonly state: ResolutionRow['state'] | null;
  readonly remaining_ms: number;
}

const bookMovements = loadPublishingStatement(__dirname, 'book-movements.sql');

/** The most movements in one statement. */
const mostAtOnce = 256;

/** Books what changes authorizations: the one way to money after the admission, in sets, whoever asks. */
@Injectable()
export class BookMovements {
  readonly #movements = new Coalescer<Movement, Booking>({
    run: (movements) => this.within(this.pool, movements),
    keyOf: ({ authorizationId }) => authorizationId,
    maxBatch: 128,
    maxQueued: 20_000,
    maxConcurrent: 2,
  });
  #onResolved: (resolutions: readonly Resolution[]) => void = () => undefined;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(OUTBOX) private readonly outbox: Outbox,
    @Inject(RANDOM) private readonly random: RandomSource,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'standInMinor'>,
    private readonly metrics: ServiceMetrics,
  ) {}

  /** Has `listener` called with the final answers that movements give, once they are committed. */
  onResolved(listener: (resolutions: readonly Resolution[]) => void): void {
    this.#onResolved = listener;
  }

  /** Books one, together with whatever else is to be booked at the moment. Repeating it is harmless. */
  execute(movement: Movement): Promise<Booking> {
    return this.#movements.submit(movement);
  }

  /** One booking for each movement, in order. In the pool all that one statement holds, or nothing, is committed at once. */
  async within(executor: Executor, movements: readonly Movement[]): Promise<Booking[]> {
    const bookings: Booking[] = [];
    for (let first = 0; first < movements.length; first += mostAtOnce) {
      bookings.push(...(await this.bookAll(executor, movements.slice(first, first + mostAtOnce))));
    }
    return bookings;
  }

  /** Those that depend on one another in as many statements as there are of them. */
  private async bookAll(executor: Executor, movements: readonly Movement[]): Promise<Booking[]> {
    const rows = await this.run(executor, movements);
    const waiting = movements.filter((_, place) => rows[place]?.result === 'again');
    const booked = waiting.length === 0 ? [] : await this.bookAll(executor, waiting);
    return rows.flatMap(({ result, ...row }) =>
      result === 'again' ? booked.splice(0, 1) : [bookingOf({ ...row, result })],
    );
  }

  private async run(executor: Executor, movements: readonly Movement[]): Promise<BookingRow[]> {
    this.metrics.batchRan('book-movements', movements.length);
    const rows = await bookMovements.rows<BookingRow>(this.outbox, executor, this.columnsOf(movements));
    const resolutions = rows.filter(({ resolved }) => resolved).flatMap((row) => resolutionIn(row) ?? []);
    if (resolutions.length > 0) {
      afterCommit(executor, () => {
        this.#onResolved(resolutions);
      });
    }
    return rows;
  }

  /** The movements as columns, in the order of the statement's parameters. */
  private columnsOf(movements: readonly Movement[]): unknown[] {
    const column = (value: (movement: Movement) => unknown) =>
      movements.map((movement) => value(movement) ?? null);
    return [
      column(({ authorizationId }) => authorizationId),
      column(({ kind }) => kind),
      column(({ networkId }) => networkId),
      column(({ kind, amount }) => (kind === 'deadline' ? this.settings.standInMinor : amount?.minor)),
      column(({ amount }) => amount?.as ?? 'delta'),
      column(({ final }) => final),
      column(({ movementId }) => movementId),
      column(({ message }) => message?.acquirerId),
      column(({ message }) => message?.transmittedAt),
      column(({ message }) => message?.stan),
      column(({ message }) => message?.terminalId),
      column(({ decision }) => decision?.decisionId),
      column(({ decision }) => decision?.customerId),
      column(({ decision }) => decision?.accountId),
      column(({ decision }) => decision?.cardId),
      // JSON without spaces holds no line break.
      movements.map(({ decision }) => (decision ? JSON.stringify(decision) : '')).join('\n'),
      column(() => this.approvalCode()),
    ];
  }

  /** ISO 8583 field 38: six characters, here digits. */
  private approvalCode(): string {
    return String(this.random.integerBelow(1_000_000)).padStart(6, '0');
  }
}

function bookingOf(row: BookingRow & { result: MovementResult }): Booking {
  return { result: row.result, resolution: resolutionIn(row), remainingMs: row.remaining_ms };
}

/** Undefined while pending, and when there is no such authorization. */
function resolutionIn({ state, ...row }: BookingRow): Resolution | undefined {
  if (state === null || state === 'pending') return undefined;
  return resolutionOf({ ...row, state });
}
