import { isUnavailable } from '../errors/is-unavailable';
import { KeyedQueue } from './keyed-queue';
import { Overloaded } from './overloaded';

/** A result: the member is to be run once more, before those of its key that came later. */
export const again = Symbol('again');

export interface CoalescerOptions<In, Out> {
  /**
   * Does the work of a batch: one result per member, in order. All or nothing: when it throws, nothing was done for anybody.
   */
  readonly run: (members: In[]) => Promise<(Out | typeof again)[]>;
  /** What the member's work locks, the id of an account for instance; without it members are independent of each other. */
  readonly keyOf?: (member: In) => string;
  /** The most members of one key in a batch; 1 when left out. */
  readonly mostOfKey?: number;
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
 * Members of one key are under way in one batch at a time, and keep their order. A batch that fails is
 * split in halves down to single members, so that only the guilty one fails; but when PostgreSQL is away, or a commit's
 * outcome unknown, nothing is run again and all members fail at once.
 */
export class Coalescer<In, Out> {
  readonly #queue = new KeyedQueue<Call<In, Out>>();
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
      this.#queue.add(this.options.keyOf?.(member), { member, resolve, reject });
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
    const { maxBatch, mostOfKey = 1 } = this.options;
    const batch = this.#queue.take(maxBatch, mostOfKey);
    this.#running += 1;
    const unsettled = await this.settle(batch.flatMap(({ members }) => members));
    this.#running -= 1;
    for (const { key, members } of batch) {
      this.#queue.done(
        key,
        members.filter((call) => unsettled.has(call)),
      );
    }
    this.schedule();
  }

  /** Settles the calls of the batch but those that are to be run again, which it gives back; never throws. Parts wait in a stack, the next on top. */
  private async settle(batch: Call<In, Out>[]): Promise<ReadonlySet<Call<In, Out>>> {
    const unsettled = new Set<Call<In, Out>>();
    const parts = [batch];
    for (let part = parts.pop(); part; part = parts.pop()) {
      try {
        const results = await this.results(part);
        for (const [index, call] of part.entries()) {
          const result = results[index];
          if (result === again) unsettled.add(call);
          else call.resolve(result as Out);
        }
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
    return unsettled;
  }

  private async results(part: Call<In, Out>[]): Promise<(Out | typeof again)[]> {
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
