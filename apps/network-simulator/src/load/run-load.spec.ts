import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, Said, Transport } from '../network/said';
import { Unanswered } from '../network/unanswered';
import { Random } from '@mayfly/fraud-world';
import type { Flow, Plan } from './flow';
import { ordinary, outcomes } from './mixes';
import { planLoad } from './plan-load';
import { runLoad } from './run-load';
import { Tally } from './tally';
import { printLoad } from './print-load';

/** A network's way to a service that answers as it is told. */
class Line implements Transport {
  readonly name = 'http';
  readonly scheme = 'visa';
  readonly said: Said[] = [];

  constructor(
    private readonly answer: (said: Said) => Promise<Partial<Answer>> = () => Promise.resolve({}),
  ) {}

  async send(said: Said): Promise<Answer> {
    this.said.push(said);
    return { de39: '00', tookMs: 0, dump: 'message\nanswer', ...(await this.answer(said)) };
  }

  cutOff(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

const card = { cardId: 'card', number: '9999000000000007', expiry: '3012', cvv2: '123' };
const cardsFor = ({ flows }: Plan): (typeof card)[] => flows.map(() => card);
const planOf = (dueMs: readonly number[], mix: readonly (Flow & { weight: number })[] = ordinary): Plan =>
  planLoad(dueMs, mix, new Random(1, 'load'));

describe('a load', () => {
  it('counts latency from the moment at which a message was meant to be sent', async () => {
    const plan = planOf([0, 0, 0]);
    const blocking = new Line(() => {
      const untilMs = performance.now() + 60;
      while (performance.now() < untilMs);
      return Promise.resolve({});
    });
    const { p99Ms } = await runLoad(blocking, plan, cardsFor(plan));
    expect(p99Ms).toBeGreaterThanOrEqual(175);
  });

  it('sends what is due although nothing is answered, and no more than a thousand at once', async () => {
    const plan = planOf(new Array<number>(1_200).fill(0));
    let answerAll: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => (answerAll = resolve));
    const silent = new Line(async () => {
      await answered;
      return {};
    });
    const tally = new Tally();
    const running = runLoad(silent, plan, cardsFor(plan), tally);
    while (tally.sent < 1_200) await pause(5);
    answerAll();
    const result = await running;
    expect(silent.said).toHaveLength(1_000);
    expect(result).toMatchObject({ sent: 1_200, answered: 1_000, expected: 1_000 });
    expect(result.unanswered).toEqual(new Map([['too many in flight', 200]]));
  });

  it('says why each message was not answered, and keeps the first that came out otherwise', async () => {
    const plan = planOf([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const unlucky = new Line(({ key: { stan } }) => {
      if (stan === '000001') return Promise.reject(new Unanswered('connection refused'));
      if (stan === '000002') return Promise.reject(new Unanswered('the line went down'));
      return Promise.resolve({ de39: stan === '000003' ? '00' : '91' });
    });
    const result = await runLoad(unlucky, plan, cardsFor(plan));
    expect(result).toMatchObject({ sent: 10, answered: 8, expected: 1 });
    const printed: string[] = [];
    expect(printLoad(result, (line) => printed.push(line))).toBe(1);
    expect(printed[0]).toBe('sent 10, answered 8, as expected 1');
    expect(printed[1]).toBe('DE39 00: 1, DE39 91: 7');
    expect(printed).toContain('not answered: 1: connection refused');
    expect(printed).toContain('not answered: 1: the line went down');
    expect(printed).toContain('✗ approved, purchase: DE39 is 91, not 00');
    expect(printed).toContain('    message');
    expect(printed.at(-1)).toBe('… and 2 more that are not as expected');
  });

  it('says nothing of a purchase that did not come about', async () => {
    const cleared = outcomes.filter(({ name }) => name === 'cleared');
    const plan = planLoad([0, 1_000], cleared, new Random(1, 'load'));
    const declining = new Line(() => Promise.resolve({ de39: '51' }));
    const result = await runLoad(declining, plan, cardsFor(plan));
    expect(declining.said.map(({ kind }) => kind)).toEqual(['purchase']);
    expect(result.unanswered).toEqual(new Map([['what it follows did not come about', 1]]));
  });

  it('says the same in the same order for the same seed', async () => {
    const mostlySaid = async (seed: number): Promise<unknown[]> => {
      const times = Array.from({ length: 300 }, (_, place) => place);
      const line = new Line();
      const plan = planLoad(times, outcomes, new Random(seed, 'load'));
      await runLoad(line, plan, cardsFor(plan));
      return line.said.map(({ kind, key, amountMinor, merchant }) => [
        kind,
        key.stan,
        amountMinor,
        merchant.id,
      ]);
    };
    expect(await mostlySaid(1)).toEqual(await mostlySaid(1));
    expect(await mostlySaid(1)).not.toEqual(await mostlySaid(2));
  });
});
