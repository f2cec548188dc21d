import { chooseThreshold } from './choose-threshold';

const cases = [
  { score: 0.9, fraud: true },
  { score: 0.6, fraud: false },
  { score: 0.5, fraud: true },
  { score: 0.1, fraud: false },
];

test('refuses a good customer to catch a fraud when the fraud costs more', () => {
  expect(chooseThreshold(cases, { fraudPassed: 10, goodRefused: 4 })).toEqual({
    threshold: 0.5,
    fraudsRefused: 2,
    fraudsPassed: 0,
    goodRefused: 1,
    goodPassed: 1,
    cost: 4,
  });
});

test('passes a fraud to spare a good customer when the refusal costs more', () => {
  expect(chooseThreshold(cases, { fraudPassed: 3, goodRefused: 4 })).toMatchObject({
    threshold: 0.9,
    cost: 3,
  });
});

test('refuses nobody when refusing never pays', () => {
  const { threshold, fraudsRefused, cost } = chooseThreshold(
    [
      { score: 0.8, fraud: false },
      { score: 0.2, fraud: true },
    ],
    { fraudPassed: 1, goodRefused: 5 },
  );
  expect(threshold).toBeGreaterThan(1);
  expect({ fraudsRefused, cost }).toEqual({ fraudsRefused: 0, cost: 1 });
});

test('equal scores are refused together or not at all', () => {
  const tied = [
    { score: 0.5, fraud: true },
    { score: 0.5, fraud: false },
  ];
  expect(chooseThreshold(tied, { fraudPassed: 5, goodRefused: 1 })).toMatchObject({
    goodRefused: 1,
    cost: 1,
  });
});
