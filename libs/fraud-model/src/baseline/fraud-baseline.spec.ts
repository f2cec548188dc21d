import { bandOf, checkFraudBaseline } from './fraud-baseline';

const spread = {
  unknown: 0.2,
  bands: [
    { upTo: 1, share: 0.5 },
    { upTo: null, share: 0.3 },
  ],
};
const baseline = {
  format: 'mayfly.fraud-baseline.v1',
  model: 'm',
  score: spread,
  features: { amount: spread },
};

test('what is not known has a band of its own, after the last', () => {
  expect([0, 1, 1.1, NaN].map((value) => bandOf(value, spread))).toEqual([0, 0, 1, 2]);
});

test('a baseline of the features at hand is taken as it is', () => {
  expect(checkFraudBaseline(baseline, ['amount'])).toBe(baseline);
});

test.each([
  ['another format', { ...baseline, format: 'x' }, 'its format is unknown'],
  ['nothing at all', null, 'its format is unknown'],
  [
    'a feature that is not computed',
    { ...baseline, features: { weather: spread } },
    'no such feature: weather',
  ],
  ['no score', { ...baseline, score: undefined }, 'the shares of score are not those of all purchases'],
  [
    'shares that do not add up',
    { ...baseline, features: { amount: { ...spread, unknown: 0 } } },
    'the shares of amount are not those of all purchases',
  ],
  [
    'a last band with an end',
    { ...baseline, score: { unknown: 0, bands: [{ upTo: 1, share: 1 }] } },
    'the shares of score are not those of all purchases',
  ],
])('%s is refused', (_, parsed, problem) => {
  expect(() => checkFraudBaseline(parsed, ['amount'])).toThrow(problem);
});
