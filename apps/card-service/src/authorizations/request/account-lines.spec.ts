import { Overloaded } from '@mayfly/postgres';
import { AccountLines } from './account-lines';

interface Member {
  readonly account: string;
  readonly name: string;
}

const member = (name: string, account = 'one'): Member => ({ name, account });
const names = (turn: readonly Member[]) => turn.map(({ name }) => name);

/** Lines whose turns are remembered, answered by `answer`. */
function lines(answer: (name: string, turn: readonly string[]) => string, mostWaiting = 100) {
  const turns: string[][] = [];
  const queue = new AccountLines<Member, string>({
    serve: (turn) => {
      turns.push(names(turn));
      return Promise.resolve().then(() => turn.map(({ name }) => answer(name, names(turn))));
    },
    accountOf: ({ account }) => account,
    mostInTurn: 3,
    mostWaiting,
  });
  return { turns, queue };
}

describe('standing in line by account', () => {
  it('takes into the next turn all that came while one was under way, up to its limit and in order', async () => {
    const { turns, queue } = lines((name) => name);
    const served = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => queue.submit(member(name))));
    expect(served).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(turns).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
  });

  it('serves accounts beside each other', async () => {
    const { turns, queue } = lines((name) => name);
    await Promise.all([queue.submit(member('a', 'one')), queue.submit(member('b', 'two'))]);
    expect(turns).toEqual([['a'], ['b']]);
  });

  it('lets those who have to come again come first', async () => {
    const { turns, queue } = lines((name, turn) => (turn[0] === name ? name : 'again'));
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => queue.submit(member(name))));
    expect(turns).toEqual([['a'], ['b', 'c', 'd'], ['c', 'd'], ['d']]);
  });

  it('fails only the member that spoils a turn', async () => {
    const { queue } = lines((name, turn) => {
      if (turn.includes('bad')) throw new Error('spoiled');
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
    const { turns, queue } = lines((name) => {
      if (name !== 'a') throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      return name;
    });
    const served = await Promise.allSettled(['a', 'b', 'c'].map((name) => queue.submit(member(name))));
    expect(served.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(turns).toEqual([['a'], ['b', 'c']]);
  });

  it('refuses at once when too many wait, and takes the next when they are served', async () => {
    const { queue } = lines((name) => name, 1);
    const first = queue.submit(member('a'));
    await expect(queue.submit(member('b'))).rejects.toThrow(Overloaded);
    await first;
    expect(await queue.submit(member('c'))).toBe('c');
  });
});
