import { setImmediate as turn } from 'node:timers/promises';
import { IntakeUnavailable } from '../answer/intake-unavailable';
import { IntakeLimit, leastUnderWay } from './intake-limit';

describe('requests under way', () => {
  let nowMs = 0;
  let limit: IntakeLimit;
  let answerers: (() => void)[];

  beforeEach(() => {
    nowMs = 1_000_000;
    limit = new IntakeLimit({ nowMs: () => nowMs }, { decisionDeadlineMs: 2_000 });
    answerers = [];
  });

  /** How many of so many are taken; they stay under way until they are answered. */
  async function taken(count: number, network = 'visa'): Promise<number> {
    const refused: unknown[] = [];
    for (let nth = 0; nth < count; nth += 1) {
      limit
        .within(network, () => new Promise<void>((resolve) => answerers.push(resolve)))
        .catch((error: unknown) => refused.push(error));
    }
    await turn();
    expect(refused.every((error) => error instanceof IntakeUnavailable)).toBe(true);
    return count - refused.length;
  }

  async function answer(count: number): Promise<void> {
    for (const resolve of answerers.splice(0, count)) resolve();
    await turn();
  }

  it('may be a burst, whatever was answered before it', async () => {
    expect(await taken(leastUnderWay + 100, 'visa')).toBe(leastUnderWay);
    expect(limit.isReached).toBe(true);
  });

  it('are refused beyond, and taken again once some are answered', async () => {
    await taken(leastUnderWay);
    await answer(10);
    expect(await taken(50)).toBe(10);
  });

  it('may be as many as are answered in half of the deadline, a network three quarters of that', async () => {
    // 4,000 a second for two seconds: 4,000 in the one second that is half of the deadline.
    for (let part = 0; part < 20; part += 1) {
      await taken(400);
      await answer(400);
      nowMs += 100;
    }
    nowMs -= 100;
    expect(await taken(5_000, 'visa')).toBe(3_000);
    expect(await taken(5_000, 'mastercard')).toBe(1_000);
    await answer(4_000);
    nowMs += 10_000;
    expect(await taken(5_000)).toBe(leastUnderWay);
  });
});
