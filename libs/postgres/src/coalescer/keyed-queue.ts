/** What members of one key have in common; a member without one is alone under its own. */
type Key = string | symbol;

/** What waits, queued by key: the members of one key leave in order, and none while others of it are under way. */
export class KeyedQueue<Member> {
  /** The queues of all keys that have somebody waiting or under way. */
  readonly #queues = new Map<Key, Member[]>();
  /** Keys with somebody waiting and nobody under way, the longest ready first. */
  readonly #ready = new Set<Key>();
  #waiting = 0;

  /** How many members wait. */
  get waiting(): number {
    return this.#waiting;
  }

  /** True when something could be taken now. */
  get hasReady(): boolean {
    return this.#ready.size > 0;
  }

  add(key: string | undefined, member: Member): void {
    const own = key ?? Symbol();
    this.#waiting += 1;
    const queue = this.#queues.get(own);
    if (queue) {
      queue.push(member);
      return;
    }
    this.#queues.set(own, [member]);
    this.#ready.add(own);
  }

  /** Takes up to `most` members, of each key the first, `mostOfKey` at most; the keys are then under way until `done`. */
  take(most: number, mostOfKey: number): Taken<Member>[] {
    const taken: Taken<Member>[] = [];
    let left = most;
    for (const key of this.#ready) {
      if (left === 0) break;
      const members = this.#queues.get(key)?.splice(0, Math.min(left, mostOfKey)) ?? [];
      this.#ready.delete(key);
      this.#waiting -= members.length;
      left -= members.length;
      taken.push({ key, members });
    }
    return taken;
  }

  /** Nobody of this key is under way any more: those that come again go first, then its next members. */
  done(key: Key, again: readonly Member[]): void {
    const queue = this.#queues.get(key) ?? [];
    queue.unshift(...again);
    this.#waiting += again.length;
    if (queue.length === 0) this.#queues.delete(key);
    else this.#ready.add(key);
  }
}

interface Taken<Member> {
  readonly key: Key;
  readonly members: readonly Member[];
}
