/** What waits, queued by account: the members of one account leave in order and one at a time. */
export class AccountQueue<Member> {
  /** The queues of all accounts that have somebody waiting or under way. */
  readonly #queues = new Map<string, Member[]>();
  /** Accounts with somebody waiting and nobody under way, the longest ready first. */
  readonly #ready = new Set<string>();
  #waiting = 0;

  /** How many members wait. */
  get waiting(): number {
    return this.#waiting;
  }

  /** True when a batch could be taken now. */
  get hasReady(): boolean {
    return this.#ready.size > 0;
  }

  add(account: string, member: Member): void {
    this.#waiting += 1;
    const queue = this.#queues.get(account);
    if (queue) {
      queue.push(member);
      return;
    }
    this.#queues.set(account, [member]);
    this.#ready.add(account);
  }

  /** Takes the first of up to `max` accounts, which are then under way until `done`. */
  take(max: number): Taken<Member>[] {
    const batch: Taken<Member>[] = [];
    for (const account of this.#ready) {
      if (batch.length === max) break;
      const member = this.#queues.get(account)?.shift();
      if (member === undefined) throw new Error(`Account ${account} was ready with nobody waiting`);
      this.#ready.delete(account);
      this.#waiting -= 1;
      batch.push({ account, member });
    }
    return batch;
  }

  /** Nobody of this account is under way any more: its next member may go. */
  done(account: string): void {
    if (this.#queues.get(account)?.length === 0) this.#queues.delete(account);
    else this.#ready.add(account);
  }
}

interface Taken<Member> {
  readonly account: string;
  readonly member: Member;
}
