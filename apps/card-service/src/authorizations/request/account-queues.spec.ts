import { Overloaded } from '@mayfly/postgres';
import { AccountQueues } from './account-queues';

interface Member {
  readonly account: string;
  readonly name: string;
}

const member = (name: string, account = 'one'): Member => ({ name, account });
const names = (set: readonly Member[]) => set.map(({ name }) => name);

/** Queues whose sets are remembered, answered by `answer`. */
function queues(answer: (name: string, set: readonly string[]) => string, mostWaiting = 100) {
  const sets: string[][] = [];
  const queue = new AccountQueues<Member, string>({
    serve: (set) => {
      sets.push(names(set));
      return Promise.resolve().then(() => set.map(({ name }) => answer(name, names(set))));
    },
    accountOf: ({ account }) => account,
    mostInSet: 3,
    mostWaiting,
  });
  return { sets, queue };
}

describe('queues by account', () => {
  it('takes into the next set all that came while one was under way, up to its limit and in order', async () => {
    const { sets, queue } = queues((name) => name);
    const served = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => queue.submit(member(name))));
    expect(served).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(sets).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
  });

  it('serves accounts beside each other', async () => {
    const { sets, queue } = queues((name) => name);
    await Promise.all([queue.submit(member('a', 'one')), queue.submit(member('b', 'two'))]);
    expect(sets).toEqual([['a'], ['b']]);
  });

  it('lets those who have to come again come first', async () => {
    const { sets, queue } = queues((name, set) => (set[0] === name ? name : 'again'));
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => queue.submit(member(name))));
    expect(sets).toEqual([['a'], ['b', 'c', 'd'], ['c', 'd'], ['d']]);
  });

  it('fails only the member that spoils a set', async () => {
    const { queue } = queues((name, set) => {
      if (set.includes('bad')) throw new Error('spoiled');
      return name;
    });
    const served = await Promise.allSettled(['a', 'b', 'bad', 'c'].map((name) => queue.submit(member(name))));
    expect(served.map((result) => (result.status === 'fulfilled' ? result.value : 'failed'))).toEqual([
      'a',
      'b',
      'failed',
      'c',
    ]);
  });

  it('runs nothing again when PostgreSQL is away', async () => {
    const { sets, queue } = queues((name) => {
      if (name !== 'a') throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      return name;
    });
    const served = await Promise.allSettled(['a', 'b', 'c'].map((name) => queue.submit(member(name))));
    expect(served.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(sets).toEqual([['a'], ['b', 'c']]);
  });

  it('refuses at once when too many wait, and takes the next when they are served', async () => {
    const { queue } = queues((name) => name, 1);
    const first = queue.submit(member('a'));
    await expect(queue.submit(member('b'))).rejects.toThrow(Overloaded);
    await first;
    expect(await queue.submit(member('c'))).toBe('c');
  });
});
