import { policy } from '../../../../test/assessment/policies';
import { snapshotOf } from '../../../../test/assessment/snapshots';
import { goodCustomer } from '../../../../test/assessment/purchases';
import { RecentDecisions } from './recent-decisions';
import { scoreAgain } from './score-again';
import { Tally } from './tally';
import { watchedInputs, type BothScored, type WatchedInput } from './watched-input';

const inputs = watchedInputs(policy);
const scored = (monthlyNetMinor: number): BothScored => {
  const profile = { ...goodCustomer, income: { monthlyNetMinor, verified: true } };
  const both = scoreAgain(snapshotOf({ profile }), policy);
  if (both === undefined) throw new Error('there is a profile');
  return both;
};

/** Two bands, half of the training in each. */
const halves: WatchedInput = {
  model: 'm',
  input: 'side',
  bands: [
    { label: 'left', share: 0.5 },
    { label: 'right', share: 0.5 },
  ],
  bandOf: () => 1,
};
const left = Uint8Array.of(0);
const right = Uint8Array.of(1);

function tallyOf(lefts: number, rights: number): Tally {
  const tally = new Tally([halves]);
  for (let i = 0; i < lefts; i++) tally.add(left);
  for (let i = 0; i < rights; i++) tally.add(right);
  return tally;
}

test('scores and inputs of both models are watched, each spread over all of its training', () => {
  expect(inputs.map(({ model, input }) => `${model} ${input}`)).toEqual(
    expect.arrayContaining([
      'credit-1 score',
      'credit-1 AmountToIncome',
      'fraud-2026-11-22 score',
      'fraud-2026-11-22 amount',
    ]),
  );
  for (const { bands } of inputs) {
    expect(bands.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 3);
    expect(new Set(bands.map(({ label }) => label)).size).toBe(bands.length);
  }
});

test('a purchase falls into one band of each, and a feature that is not known into its own', () => {
  const bands = new Tally(inputs).bandsOf(scored(320_000));
  const labels = Object.fromEntries(
    inputs.map(({ model, input, bands: all }, i) => [`${model} ${input}`, all[bands[i] ?? -1]?.label]),
  );
  expect(labels).toMatchObject({
    'credit-1 Home': expect.stringContaining('rent') as string,
    'fraud-2026-11-22 customer_median': 'not known',
  });
  expect(Object.values(labels)).not.toContain(undefined);
});

test('the same shares are stable, a third more is moved, nearly all of it is shifted', () => {
  expect(tallyOf(500, 500).drift()[0]).toMatchObject({ index: 0, level: 'stable' });
  expect(tallyOf(300, 700).drift()[0]).toMatchObject({ level: 'moved' });
  expect(tallyOf(100, 900).drift()[0]).toMatchObject({
    level: 'shifted',
    widest: { label: 'left', before: 0.5, now: 0.1 },
  });
});

test('the index is the sum of (now − before) · ln(now ÷ before)', () => {
  const expected = (0.3 - 0.5) * Math.log(0.3 / 0.5) + (0.7 - 0.5) * Math.log(0.7 / 0.5);
  expect(tallyOf(300, 700).drift()[0]?.index).toBeCloseTo(expected, 12);
});

test('of fewer than two hundred decisions nothing is said', () => {
  expect(tallyOf(0, 199).drift()[0]?.level).toBe('too_few');
  expect(tallyOf(0, 200).drift()[0]?.level).toBe('shifted');
  expect(tallyOf(0, 200).drift(tallyOf(0, 199))[0]?.level).toBe('too_few');
});

test('one period is compared with another as well as with training', () => {
  expect(tallyOf(100, 900).drift(tallyOf(20, 180))[0]).toMatchObject({ level: 'stable' });
});

test('of recent decisions only the last are counted', () => {
  const many = 400;
  const recent = new RecentDecisions(inputs, many);
  const all = new Tally(inputs);
  const [poor, rich] = [scored(60_000), scored(900_000)];
  for (let i = 0; i < 5 * many; i++) recent.add(poor);
  for (let i = 0; i < many; i++) {
    recent.add(rich);
    all.add(all.bandsOf(rich));
  }
  expect(recent.drift()).toEqual(all.drift());
});

test('R6: what is watched of customers is what scores them, and nothing else', () => {
  const names = inputs.filter(({ model }) => model === 'credit-1').map(({ input }) => input);
  expect(names).toEqual(['score', ...policy.credit.scorecard.characteristics.map(({ name }) => name)]);
});
