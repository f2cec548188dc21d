import { isUnavailable } from '../errors/is-unavailable';
import { AccountQueue } from './account-queue';
import { Overloaded } from './overloaded';

export interface CoalescerOptions<In, Out> {
  /**
   * Does the work of a batch: one result per member, in order. All or nothing: when it throws, nothing was done for anybody.
   */
  readonly run: (members: In[]) => Promise<Out[]>;
  /** The account whose row the member's work locks. */
  readonly accountOf: (member: In) => string;
  /** The most members in a batch. */
  readonly maxBatch: number;
  /** The most members that wait; one more is refused with `Overloaded`. */
  readonly maxQueued: number;
  /** The most batches under way at once: each takes a connection. */
  readonly maxConcurrent: number;
}

interface Call<In, Out> {
  readonly member: In;
  readonly resolve: (result: Out) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes batches out of concurrent calls, with no timer: what arrives while batches are under way forms the next one.
 *
 * Of one account at most one member is under way at any time, and its members keep their order. A batch that fails is
 * split in halves down to single members, so that only the guilty one fails; but when PostgreSQL is away, or a commit's
 * outcome unknown, nothing is run again and all members fail at once.
 */
export class Coalescer<In, Out> {
  readonly #queue = new AccountQueue<Call<In, Out>>();
  #running = 0;
  #scheduled = false;

  constructor(private readonly options: CoalescerOptions<In, Out>) {}

  /**
   * Hands a member in and waits for its own result.
   *
   * @throws Overloaded when the queue is full; otherwise whatever `run` threw for this member
   */
  submit(member: In): Promise<Out> {
    if (this.#queue.waiting >= this.options.maxQueued) {
      return Promise.reject(new Overloaded(this.options.maxQueued));
    }
    return new Promise((resolve, reject) => {
      this.#queue.add(this.options.accountOf(member), { member, resolve, reject });
      this.schedule();
    });
  }

  /** Starts batches once the event loop has handed in all that had arrived already. */
  private schedule(): void {
    if (this.#scheduled || this.#running >= this.options.maxConcurrent) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      while (this.#running < this.options.maxConcurrent && this.#queue.hasReady) void this.runNext();
    });
  }

  private async runNext(): Promise<void> {
    const batch = this.#queue.take(this.options.maxBatch);
    this.#running += 1;
    await this.settle(batch.map(({ member }) => member));
    this.#running -= 1;
    for (const { account } of batch) this.#queue.done(account);
    this.schedule();
  }

  /** Settles every call of the batch; never throws. Parts wait in a stack, the next on top. */
  private async settle(batch: Call<In, Out>[]): Promise<void> {
    const parts = [batch];
    for (let part = parts.pop(); part; part = parts.pop()) {
      try {
        const results = await this.results(part);
        part.forEach((call, index) => {
          call.resolve(results[index] as Out);
        });
      } catch (error) {
        if (part.length === 1 || isUnavailable(error) || error instanceof WrongNumberOfResults) {
          // What was not run yet would fail in the same way, one timeout after the other.
          const failing = isUnavailable(error) ? [part, ...parts.splice(0)] : [part];
          for (const call of failing.flat()) call.reject(error);
        } else {
          const half = Math.ceil(part.length / 2);
          parts.push(part.slice(half), part.slice(0, half));
        }
      }
    }
  }

  private async results(part: Call<In, Out>[]): Promise<Out[]> {
    const results = await this.options.run(part.map(({ member }) => member));
    if (results.length !== part.length) throw new WrongNumberOfResults(results.length, part.length);
    return results;
  }
}

/** The work is done, but nobody can tell whose result is whose: a fault in `run`. */
class WrongNumberOfResults extends Error {
  override readonly name = 'WrongNumberOfResults';

  constructor(results: number, members: number) {
    super(`A batch of ${members} gave ${results} results`);
  }
}
