import { isUnavailable, Overloaded } from '@mayfly/postgres';

export interface AccountQueuesOptions<In, Out> {
  /** Serves members of one account: for each its result, or `again` if it has to come once more. All or nothing. */
  readonly serve: (set: readonly In[]) => Promise<readonly (Out | 'again')[]>;
  readonly accountOf: (member: In) => string;
  /** The most members in one set. */
  readonly mostInSet: number;
  /** The most members that wait, in all queues together. */
  readonly mostWaiting: number;
}

interface Call<In, Out> {
  readonly member: In;
  readonly resolve: (result: Out) => void;
  readonly reject: (error: unknown) => void;
}

/** Queues callers by account: of each account one set is being served, and the next takes all that came since. */
export class AccountQueues<In, Out> {
  /** An account has a queue as long as somebody serves it. */
  readonly #queues = new Map<string, Call<In, Out>[]>();
  #waiting = 0;

  constructor(private readonly options: AccountQueuesOptions<In, Out>) {}

  /** @throws Overloaded when too many wait; otherwise whatever `serve` threw for this member */
  async submit(member: In): Promise<Out> {
    const { mostWaiting } = this.options;
    if (this.#waiting >= mostWaiting) throw new Overloaded(mostWaiting);
    this.#waiting += 1;
    try {
      return await new Promise<Out>((resolve, reject) => {
        this.enqueue({ member, resolve, reject });
      });
    } finally {
      this.#waiting -= 1;
    }
  }

  private enqueue(call: Call<In, Out>): void {
    const account = this.options.accountOf(call.member);
    const queue = this.#queues.get(account);
    if (queue !== undefined) {
      queue.push(call);
      return;
    }
    const begun = [call];
    this.#queues.set(account, begun);
    void this.serveQueue(account, begun);
  }

  private async serveQueue(account: string, queue: Call<In, Out>[]): Promise<void> {
    while (queue.length > 0) {
      queue.unshift(...(await this.serveSet(queue.splice(0, this.options.mostInSet))));
    }
    this.#queues.delete(account);
  }

  /** Settles what was answered; gives back those that have to come again. Never throws. */
  private async serveSet(calls: readonly Call<In, Out>[]): Promise<Call<In, Out>[]> {
    try {
      const results = await this.options.serve(calls.map(({ member }) => member));
      return calls.filter((call, index) => {
        const result = results[index];
        if (result === undefined || result === 'again') return true;
        call.resolve(result);
        return false;
      });
    } catch (error) {
      // One may have spoiled it for all: then each on its own, so that only that one fails.
      if (calls.length > 1 && !isUnavailable(error)) return this.serveAlone(calls);
      for (const call of calls) call.reject(error);
      return [];
    }
  }

  private async serveAlone(calls: readonly Call<In, Out>[]): Promise<Call<In, Out>[]> {
    const again: Call<In, Out>[] = [];
    for (const call of calls) again.push(...(await this.serveSet([call])));
    return again;
  }
}
