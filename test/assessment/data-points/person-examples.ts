import {
  good,
  noSavings,
  newInJob,
  ownHome,
  rentedHome,
  oneMissed,
  mortgage,
  selfEmployed,
  type Example,
} from './example';

export const ofTheCustomer: readonly Example[] = [
  {
    dataPoint: 'identity and age verification',
    role: 'gate',
    reason: 'identity_not_verified',
    change: { identity: { ...good.identity, verified: false } },
  },
  {
    dataPoint: 'identity and age verification',
    role: 'gate',
    reason: 'age_not_verified',
    change: { identity: { ...good.identity, ageVerified: false } },
  },
  {
    dataPoint: 'identity and age verification',
    role: 'gate',
    reason: 'under_age',
    change: { identity: { ...good.identity, birthDate: '2008-03-02' } },
  },
  {
    dataPoint: 'residential status',
    role: 'policy',
    reason: 'country_not_served',
    change: { residence: { ...good.residence, country: 'BR' } },
  },
  {
    dataPoint: 'residential status',
    role: 'policy',
    reason: 'residence_not_verified',
    change: { residence: { ...good.residence, verified: false } },
  },
  {
    dataPoint: 'residential status',
    role: 'weight',
    reason: 'residential_status',
    who: { ...ownHome, ...oneMissed },
    amountMinor: 40_000,
    change: rentedHome,
  },
  {
    dataPoint: 'residential status',
    role: 'policy',
    reason: 'outstanding_credit_too_high',
    who: { ...ownHome, ...mortgage },
    change: rentedHome,
  },
  {
    dataPoint: 'employment stability',
    role: 'weight',
    reason: 'length_of_employment',
    who: selfEmployed(12),
    change: selfEmployed(5),
  },
  {
    dataPoint: 'employment stability',
    role: 'weight',
    reason: 'irregular_employment',
    who: newInJob,
    change: { employment: { status: 'temporary', monthsInJob: 20 } },
  },
  {
    dataPoint: 'employment stability',
    role: 'policy',
    reason: 'no_regular_income',
    who: noSavings,
    change: { employment: { status: 'student', monthsInJob: 62 } },
  },
];

export const ofTheBureau: readonly Example[] = [
  {
    dataPoint: 'credit score',
    role: 'policy',
    reason: 'credit_score_too_low',
    change: { creditScore: 579 },
  },
  {
    dataPoint: 'credit score',
    role: 'policy',
    reason: 'no_credit_score',
    who: { creditHistory: { ...good.creditHistory, months: 23 } },
    change: { creditScore: null },
  },
  {
    dataPoint: 'credit score',
    role: 'policy',
    reason: 'debt_to_income_too_high',
    amountMinor: 100_000,
    change: { creditScore: 669 },
  },
  {
    dataPoint: 'credit history',
    role: 'policy',
    reason: 'debt_defaulted',
    change: { creditHistory: { ...good.creditHistory, defaults: 1 } },
  },
  {
    dataPoint: 'credit history',
    role: 'policy',
    reason: 'missed_payments',
    change: { creditHistory: { ...good.creditHistory, missedPayments12m: 3 } },
  },
  {
    dataPoint: 'credit history',
    role: 'weight',
    reason: 'missed_payments',
    amountMinor: 40_000,
    change: oneMissed,
  },
  {
    dataPoint: 'credit history',
    role: 'policy',
    reason: 'limited_credit_history',
    change: { creditHistory: { ...good.creditHistory, months: 5 } },
  },
  {
    dataPoint: 'outstanding credit',
    role: 'policy',
    reason: 'outstanding_credit_too_high',
    change: { outstandingCredit: { ...good.outstandingCredit, revolvingUsedMinor: 360_001 } },
  },
];
