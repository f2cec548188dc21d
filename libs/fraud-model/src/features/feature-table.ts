import type { CustomerFacts, FeatureFacts } from './facts';
import type { Purchase } from './purchase';
import { dayMs, windowsDays } from './windows';

/** What a feature is computed from. */
export interface FeatureInputs extends FeatureFacts {
  readonly request: Purchase;
  /** How many minor units make one unit of the amounts that the model was trained on. */
  readonly unitMinor: number;
}

/**
 * Every feature of the model: its name, and how it follows from the request and its facts. NaN means: not known. Amounts are in
 * units, time in days. The order is the model's: a feature is added at the end, with a new model.
 */
export const features: Readonly<Record<string, (inputs: FeatureInputs) => number>> = {
  amount: ({ request, unitMinor }) => request.amountMinor / unitMinor,
  weekend: ({ request }) => (isWeekend(request.atMs) ? 1 : 0),
  night: ({ request }) => (hourOf(request.atMs) <= 6 ? 1 : 0),
  ...byWindow('customer_count', ({ customer }, w) => customer.counts[w] + 1),
  ...byWindow(
    'customer_mean',
    ({ customer, request, unitMinor }, w) =>
      (customer.sumsMinor[w] + request.amountMinor) / (customer.counts[w] + 1) / unitMinor,
  ),
  customer_history_count: ({ customer }) => customer.count,
  customer_history_mean: ({ customer, unitMinor }) => ratio(customer.sumMinor, customer.count) / unitMinor,
  customer_median: ({ customer, unitMinor }) => (customer.medianMinor ?? NaN) / unitMinor,
  customer_spread: ({ customer, unitMinor }) => spreadMinor(customer) / unitMinor,
  amount_to_mean: ({ customer, request }) => ratio(request.amountMinor * customer.count, customer.sumMinor),
  amount_to_median: ({ customer, request }) => ratio(request.amountMinor, customer.medianMinor ?? NaN),
  amount_to_largest_good: ({ customer, request }) =>
    ratio(request.amountMinor, customer.largestGoodMinor ?? NaN),
  amount_deviations: ({ customer, request }) =>
    ratio(request.amountMinor - ratio(customer.sumMinor, customer.count), spreadMinor(customer)),
  customer_days_known: ({ customer, request }) => daysBetween(customer.firstAtMs, request.atMs),
  customer_days_since_last: ({ customer, request }) => daysBetween(customer.lastAtMs, request.atMs),
  customer_purchases_here: ({ customer }) => customer.countHere,
  customer_first_time_here: ({ customer }) => (customer.countHere === 0 ? 1 : 0),
  customer_outliers: ({ customer }) => customer.outliers,
  customer_reported: ({ customer }) => customer.reported,
  customer_days_since_reported: ({ customer, request }) =>
    daysBetween(customer.lastReportedPurchaseAtMs, request.atMs),
  ...byWindow('terminal_count', ({ terminal }, w) => terminal.counts[w] + 1),
  amount_to_terminal_mean: ({ terminal, request }) =>
    ratio(request.amountMinor * terminal.counts[2], terminal.sumMinor),
  ...byWindow('terminal_settled', ({ terminal }, w) => terminal.settled[w]),
  ...byWindow('terminal_risk', ({ terminal }, w) =>
    terminal.settled[w] === 0 ? 0 : ratio(terminal.settledReported[w], terminal.settled[w]),
  ),
  ...byWindow('terminal_reported', ({ terminal }, w) => terminal.settledReported[w]),
  terminal_run: ({ terminal }) => terminal.runCount,
  terminal_run_mean: ({ terminal, unitMinor }) => ratio(terminal.runSumMinor, terminal.runCount) / unitMinor,
  terminal_run_days: ({ terminal, request }) => midnightsBetween(terminal.runFirstAtMs, request.atMs),
  terminal_days_since_good: ({ terminal, request }) => midnightsBetween(terminal.lastGoodAtMs, request.atMs),
  terminal_days_since_reported: ({ terminal, request }) =>
    daysBetween(terminal.lastReportedPurchaseAtMs, request.atMs),
  terminal_good_since_reported: ({ terminal }) => terminal.goodSinceReported,
  terminal_reported_customers: ({ terminal }) => terminal.reportedCustomers,
};

function byWindow(
  name: string,
  formula: (inputs: FeatureInputs, window: 0 | 1 | 2) => number,
): Record<string, (inputs: FeatureInputs) => number> {
  return Object.fromEntries(
    windowsDays.map((days, w) => [`${name}_${days}d`, (inputs: FeatureInputs) => formula(inputs, w as 0)]),
  );
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? NaN : part / whole;
}

/** Standard deviation of the customer's amounts; NaN below two purchases. */
function spreadMinor({ count, sumMinor, sumSquaresMinor }: CustomerFacts): number {
  if (count < 2) return NaN;
  return Math.sqrt(Math.max(0, sumSquaresMinor - (sumMinor * sumMinor) / count) / (count - 1));
}

function daysBetween(earlierMs: number | undefined, laterMs: number): number {
  return earlierMs === undefined ? NaN : (laterMs - earlierMs) / dayMs;
}

function midnightsBetween(earlierMs: number | undefined, laterMs: number): number {
  return earlierMs === undefined ? NaN : Math.floor(laterMs / dayMs) - Math.floor(earlierMs / dayMs);
}

function hourOf(atMs: number): number {
  return Math.floor((atMs % dayMs) / 3_600_000);
}

/** Saturday or Sunday, UTC; 1970 began on a Thursday. */
function isWeekend(atMs: number): boolean {
  return (Math.floor(atMs / dayMs) + 3) % 7 >= 5;
}
