import * as fc from 'fast-check';
import { Random } from '@mayfly/fraud-world';
import { steady } from '../personas/personas';
import type { Plan } from './flow';
import { ordinary, outcomes } from './mixes';
import { planLoad, planWorld } from './plan-load';
import { sendTimesMs } from './send-times';

const times = (ratePerSecond: number, durationSeconds: number): number[] =>
  sendTimesMs('constant', { ratePerSecond, durationSeconds });
const plan = (seed: number, ratePerSecond = 50, durationSeconds = 20): Plan =>
  planLoad(times(ratePerSecond, durationSeconds), outcomes, new Random(seed, 'load'));

describe('the plan of a load', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(plan(7)).toEqual(plan(7));
    expect(plan(7)).not.toEqual(plan(8));
    expect(planWorld(times(20, 5), 7)).toEqual(planWorld(times(20, 5), 7));
    expect(planWorld(times(20, 5), 7)).not.toEqual(planWorld(times(20, 5), 8));
  });

  it('has a message at each time, and those of a flow in their order, a second apart at least', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 10 }),
        (seed, rate, seconds) => {
          const { flows, messages } = plan(seed, rate, seconds);
          expect(messages.map(({ dueMs }) => dueMs)).toEqual(times(rate, seconds));
          const last = new Map<number, { dueMs: number; place: number }>();
          for (const { flow, place, dueMs } of messages) {
            const before = last.get(flow);
            expect(place).toBe((before?.place ?? -1) + 1);
            expect(flows[flow]?.messages[place]).toBeDefined();
            if (before !== undefined) expect(dueMs).toBeGreaterThanOrEqual(before.dueMs + 1_000);
            last.set(flow, { dueMs, place });
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it('gives no customer more authorizations than an assessment would call theft, and each their profile', () => {
    const { customers, flows } = plan(1);
    const count = new Map<number, number>();
    for (const { customer, messages, name } of flows) {
      const asked = messages.filter(({ kind }) => /purchase|verification|single|increment/.test(kind));
      count.set(customer, (count.get(customer) ?? 0) + asked.length);
      expect(customers[customer]?.profile === steady).toBe(!/not verified|too low/.test(name));
    }
    expect(Math.max(...count.values())).toBeLessThanOrEqual(10);
  });

  it('has each flow of a mix about as often as its weight says', () => {
    const { flows } = plan(3, 500, 20);
    for (const { name, weight } of outcomes) {
      const share = flows.filter((flow) => flow.name === name).length / flows.length;
      expect(Math.abs(share - weight / 100)).toBeLessThan(0.015);
    }
  });

  it('says ordinary purchases of ten for each customer', () => {
    const { customers, flows } = planLoad(times(20, 5), ordinary, new Random(1, 'load'));
    expect([customers.length, flows.length]).toEqual([10, 100]);
  });

  it('takes purchases of the world as they come: who, where and for how much', () => {
    const { customers, flows } = planWorld(times(100, 10), 4);
    expect(flows).toHaveLength(1_000);
    expect(customers.length).toBeGreaterThan(200);
    expect(new Set(flows.map(({ merchant }) => merchant.id)).size).toBeGreaterThan(100);
    expect(flows.every(({ amountMinor, capMinor }) => amountMinor > 0 && capMinor >= amountMinor)).toBe(true);
  });
});
