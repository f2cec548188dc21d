import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { again, Coalescer, CommitOutcomeUnknown, Overloaded } from '../index';

interface Request {
  readonly account: string;
  readonly number: number;
  readonly guilty: boolean;
}

const request = (account: string, number = 0, guilty = false): Request => ({ account, number, guilty });

/** Runs batches like a database would: takes its time, and refuses a whole batch for one guilty member. */
class BatchRecorder {
  readonly batches: Request[][] = [];
  readonly underWay: Request[][] = [];
  mostUnderWay = 0;

  constructor(private readonly durationsInTurns: readonly number[] = [1]) {}

  readonly run = async (members: Request[]): Promise<string[]> => {
    const duration = this.durationsInTurns[this.batches.length % this.durationsInTurns.length] ?? 0;
    this.batches.push(members);
    this.underWay.push(members);
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay.length);
    const accounts = this.underWay.flat().map(({ account }) => account);
    expect(new Set(accounts).size).toBe(accounts.length);
    for (let turns = 0; turns < duration; turns += 1) await turn();
    this.underWay.splice(this.underWay.indexOf(members), 1);
    if (members.some(({ guilty }) => guilty)) throw new Error('refused');
    return members.map(({ account, number }) => `${account}${number}`);
  };
}

function coalescerOf(
  recorder: Pick<BatchRecorder, 'run'>,
  limits: Partial<Record<'maxBatch' | 'maxQueued' | 'maxConcurrent', number>> = {},
) {
  return new Coalescer<Request, string>({
    run: recorder.run,
    keyOf: ({ account }) => account,
    maxBatch: 100,
    maxQueued: 1_000,
    maxConcurrent: 1,
    ...limits,
  });
}

const traffic = fc.record({
  requests: fc.array(
    fc.record({
      account: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      guilty: fc.constantFrom(false, false, false, true),
      pauseInTurns: fc.nat({ max: 2 }),
    }),
    { maxLength: 40 },
  ),
  durationsInTurns: fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 8 }),
  maxBatch: fc.integer({ min: 1, max: 8 }),
  maxConcurrent: fc.integer({ min: 1, max: 3 }),
});

describe('under any traffic', () => {
  test('each gets its own result, only the guilty fail, and accounts keep apart and in order', async () => {
    await fc.assert(
      fc.asyncProperty(traffic, async ({ requests, durationsInTurns, maxBatch, maxConcurrent }) => {
        const recorder = new BatchRecorder(durationsInTurns);
        const coalescer = coalescerOf(recorder, { maxBatch, maxConcurrent });
        const settledOrder: Request[] = [];
        const calls: Promise<void>[] = [];
        for (const [number, { account, guilty, pauseInTurns }] of requests.entries()) {
          for (let turns = 0; turns < pauseInTurns; turns += 1) await turn();
          const member = request(account, number, guilty);
          const outcome = coalescer.submit(member).then(
            (result) => {
              expect([guilty, result]).toEqual([false, `${account}${number}`]);
            },
            (error: unknown) => {
              expect([guilty, error]).toEqual([true, new Error('refused')]);
            },
          );
          calls.push(outcome.then(() => void settledOrder.push(member)));
        }
        await Promise.all(calls);

        expect(recorder.mostUnderWay).toBeLessThanOrEqual(maxConcurrent);
        expect(recorder.batches.every(({ length }) => length >= 1 && length <= maxBatch)).toBe(true);
        for (const account of ['a', 'b', 'c', 'd', 'e']) {
          const numbers = settledOrder
            .filter((member) => member.account === account)
            .map(({ number }) => number);
          expect(numbers).toEqual(numbers.toSorted((left, right) => left - right));
        }
        const done = recorder.batches.filter((batch) => !batch.some(({ guilty }) => guilty)).flat();
        expect(new Set(done).size).toBe(done.length);
      }),
      { numRuns: 300 },
    );
  });

  test('one guilty member costs a batch no more than the way down to it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), fc.nat(), async (size, position) => {
        const recorder = new BatchRecorder([0]);
        const coalescer = coalescerOf(recorder, { maxBatch: size });
        const guiltyNumber = position % size;
        const calls = Array.from({ length: size }, (_, number) =>
          coalescer.submit(request(`account ${number}`, number, number === guiltyNumber)),
        );
        const outcomes = await Promise.allSettled(calls);
        expect(outcomes.map(({ status }) => status === 'rejected').indexOf(true)).toBe(guiltyNumber);
        expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
        expect(recorder.batches.length).toBeLessThanOrEqual(1 + 2 * Math.ceil(Math.log2(size)));
      }),
      { numRuns: 50 },
    );
  });
});

describe('batches', () => {
  test('a lone call runs although no timer ever fires', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    try {
      expect(await coalescerOf(new BatchRecorder()).submit(request('a', 1))).toBe('a1');
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });

  test('what arrives while a batch is under way forms the next one', async () => {
    const recorder = new BatchRecorder([3]);
    const coalescer = coalescerOf(recorder);
    const first = coalescer.submit(request('a'));
    await turn();
    expect(recorder.underWay).toHaveLength(1);
    const rest = ['b', 'c', 'd', 'a'].map((account) => coalescer.submit(request(account)));
    await Promise.all([first, ...rest]);
    expect(recorder.batches.map((batch) => batch.map(({ account }) => account).toSorted())).toEqual([
      ['a'],
      ['a', 'b', 'c', 'd'],
    ]);
  });

  test('a busy account does not hold up the others', async () => {
    const recorder = new BatchRecorder();
    const coalescer = coalescerOf(recorder, { maxBatch: 2 });
    await Promise.all(
      ['a', 'a', 'a', 'b', 'c'].map((account, number) => coalescer.submit(request(account, number))),
    );
    expect(recorder.batches.map((batch) => batch.map(({ account }) => account))).toEqual([
      ['a', 'b'],
      ['c', 'a'],
      ['a'],
    ]);
  });
});

describe('several of one account in a batch', () => {
  /** Serves by `answer`, which sees the batch; what ran is remembered by number. */
  function served(
    answer: (one: Request, batch: readonly Request[]) => string | typeof again,
    mostOfKey = 3,
  ): { runs: number[][]; coalescer: Coalescer<Request, string> } {
    const runs: number[][] = [];
    const coalescer = new Coalescer<Request, string>({
      run: async (members) => {
        runs.push(members.map(({ number }) => number));
        await turn();
        return members.map((member) => answer(member, members));
      },
      keyOf: ({ account }) => account,
      mostOfKey,
      maxBatch: 100,
      maxQueued: 1_000,
      maxConcurrent: 2,
    });
    return { runs, coalescer };
  }

  const submitAll = (coalescer: Coalescer<Request, string>, count: number): Promise<string[]> =>
    Promise.all(Array.from({ length: count }, (_, number) => coalescer.submit(request('a', number))));

  test('are as many as may be, in order, and in no other batch at the same time', async () => {
    const { runs, coalescer } = served(({ number }) => `${number}`);
    expect(await submitAll(coalescer, 7)).toEqual(['0', '1', '2', '3', '4', '5', '6']);
    expect(runs).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
  });

  test('that have to come again come first, and get their own result then', async () => {
    const { runs, coalescer } = served((one, [first]) => (one === first ? `${one.number}` : again));
    expect(await submitAll(coalescer, 4)).toEqual(['0', '1', '2', '3']);
    expect(runs).toEqual([[0, 1, 2], [1, 2, 3], [2, 3], [3]]);
  });

  test('do not fill a batch that others wait for', async () => {
    const { runs, coalescer } = served(({ number }) => `${number}`, 2);
    const hot = submitAll(coalescer, 5);
    await Promise.all([hot, coalescer.submit(request('b', 100))]);
    expect(runs).toEqual([[0, 1, 100], [2, 3], [4]]);
  });
});

describe('members without a key', () => {
  test('are independent of each other', async () => {
    const runs: number[][] = [];
    const coalescer = new Coalescer<number, number>({
      run: async (members) => {
        runs.push(members);
        await turn();
        return members;
      },
      maxBatch: 2,
      maxQueued: 10,
      maxConcurrent: 2,
    });
    expect(await Promise.all([1, 1, 1, 1].map((one) => coalescer.submit(one)))).toEqual([1, 1, 1, 1]);
    expect(runs).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });
});

describe('limits', () => {
  test('one more than may wait is refused at once, and there is room again later', async () => {
    const recorder = new BatchRecorder();
    const coalescer = coalescerOf(recorder, { maxQueued: 3 });
    const waiting = ['a', 'b', 'c'].map((account) => coalescer.submit(request(account)));
    await expect(coalescer.submit(request('d'))).rejects.toBeInstanceOf(Overloaded);
    await Promise.all(waiting);
    await expect(coalescer.submit(request('d'))).resolves.toBe('d0');
    expect(recorder.batches.flat().map(({ account }) => account)).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('failures that must not be run again', () => {
  const accounts = ['a', 'b', 'c', 'd'];
  const away = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  const unknown = new CommitOutcomeUnknown(away);

  test.each([
    ['PostgreSQL away', away],
    ['an unknown outcome', unknown],
  ])('%s fails all members at once', async (_, error) => {
    const runs: Request[][] = [];
    const coalescer = coalescerOf({
      run: (members) => {
        runs.push(members);
        return Promise.reject(error);
      },
    });
    const outcomes = await Promise.allSettled(accounts.map((account) => coalescer.submit(request(account))));
    expect(outcomes).toEqual(accounts.map(() => ({ status: 'rejected', reason: error })));
    expect(runs.map(({ length }) => length)).toEqual([4]);
  });

  test('PostgreSQL going away while a batch is being split fails what is left of it, without another attempt', async () => {
    const errors = [new Error('refused'), away];
    const runs: number[] = [];
    const coalescer = coalescerOf({
      run: (members) => {
        runs.push(members.length);
        return Promise.reject(errors.shift() ?? new Error('one attempt too many'));
      },
    });
    const outcomes = await Promise.allSettled(accounts.map((account) => coalescer.submit(request(account))));
    expect(outcomes).toEqual(accounts.map(() => ({ status: 'rejected', reason: away })));
    expect(runs).toEqual([4, 2]);
  });

  test('a batch that was done, but gave the wrong number of results, is not done twice', async () => {
    const runs: number[] = [];
    const coalescer = coalescerOf({
      run: (members) => {
        runs.push(members.length);
        return Promise.resolve(['only one']);
      },
    });
    const outcomes = await Promise.allSettled(accounts.map((account) => coalescer.submit(request(account))));
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    expect(runs).toEqual([4]);
  });

  test('after any failure the same accounts are served again', async () => {
    const errors: Error[] = [away, unknown];
    const coalescer = coalescerOf({
      run: (members) => {
        const error = errors.shift();
        return error ? Promise.reject(error) : Promise.resolve(members.map(() => 'served'));
      },
    });
    await expect(coalescer.submit(request('a'))).rejects.toBe(away);
    await expect(coalescer.submit(request('a'))).rejects.toBe(unknown);
    await expect(coalescer.submit(request('a'))).resolves.toBe('served');
  });
});
