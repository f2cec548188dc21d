import type { ByWindow, CustomerFacts, FeatureFacts, TerminalFacts } from './facts';
import type { Purchase } from './purchase';
import { largestSquaredMinor } from './windows';

/**
 * What is known right after a purchase, from what was known at its instant, for one more of the same customer at the same
 * terminal. Facts are sums, which do not always tell the next median and with it the outliers: what comes is between the
 * two that are given, which are the same where it is certain. Everything else is exact, as long as nothing else happens
 * and nothing grows out of a window or past a bound.
 */
export function factsAfter(facts: FeatureFacts, purchase: Purchase): readonly [FeatureFacts, FeatureFacts] {
  const { customer } = facts;
  const known = customerAfter(customer, purchase);
  const terminal = terminalAfter(facts.terminal, purchase);
  const [low, high] = mediansAfter(customer, purchase.amountMinor);
  const [most, fewest] = [mostOutliers(customer, purchase, low), fewestOutliers(customer, purchase, high)];
  const one = { customer: { ...known, medianMinor: low, outliers: most }, terminal };
  if (low === high && most === fewest) return [one, one];
  return [one, { customer: { ...known, medianMinor: high, outliers: fewest }, terminal }];
}

type Certain = Omit<CustomerFacts, 'medianMinor' | 'outliers'>;

function customerAfter(customer: CustomerFacts, { amountMinor, atMs }: Purchase): Certain {
  const squared = Math.min(amountMinor, largestSquaredMinor);
  return {
    counts: plus(customer.counts, 1),
    sumsMinor: plus(customer.sumsMinor, amountMinor),
    count: customer.count + 1,
    sumMinor: customer.sumMinor + amountMinor,
    sumSquaresMinor: customer.sumSquaresMinor + squared * squared,
    largestGoodMinor: Math.max(customer.largestGoodMinor ?? 0, amountMinor),
    firstAtMs: customer.firstAtMs ?? atMs,
    lastAtMs: atMs,
    countHere: customer.countHere + 1,
    reported: customer.reported,
    lastReportedPurchaseAtMs: customer.lastReportedPurchaseAtMs,
  };
}

/** It settles in a week: the terminal's risk is what it was. */
function terminalAfter(terminal: TerminalFacts, { amountMinor }: Purchase): TerminalFacts {
  return {
    ...terminal,
    counts: plus(terminal.counts, 1),
    sumMinor: terminal.sumMinor + amountMinor,
  };
}

/** The median is the upper one of the lower half: of an odd number of amounts a larger one, of an even number a smaller one leaves it. */
function mediansAfter(
  { count, sumMinor, medianMinor }: CustomerFacts,
  amountMinor: number,
): [number, number] {
  if (medianMinor === undefined) return [amountMinor, amountMinor];
  const half = Math.floor(count / 2);
  if (count % 2 === 1) {
    if (half === 0) return twice(Math.min(amountMinor, medianMinor));
    return [Math.min(amountMinor, medianMinor), medianMinor];
  }
  // The next one up takes its place; the upper half, of which it is the least, has at most the rest of the sum.
  const mostMinor = Math.min(amountMinor, Math.floor((sumMinor - medianMinor) / half));
  return [medianMinor, Math.max(medianMinor, mostMinor)];
}

function mostOutliers(customer: CustomerFacts, { amountMinor }: Purchase, medianMinor: number): number {
  const own = isOutlier(amountMinor, medianMinor) ? 1 : 0;
  const sinks = customer.medianMinor !== undefined && medianMinor < customer.medianMinor;
  return (sinks ? customer.counts[2] : customer.outliers) + own;
}

function fewestOutliers(customer: CustomerFacts, { amountMinor }: Purchase, medianMinor: number): number {
  const own = isOutlier(amountMinor, medianMinor) ? 1 : 0;
  const rises = customer.medianMinor !== undefined && medianMinor > customer.medianMinor;
  return (rises ? 0 : customer.outliers) + own;
}

function isOutlier(amountMinor: number, medianMinor: number): boolean {
  return 2 * amountMinor > 5 * medianMinor;
}

function plus(byWindow: ByWindow, more: number): ByWindow {
  return [byWindow[0] + more, byWindow[1] + more, byWindow[2] + more];
}

function twice(value: number): [number, number] {
  return [value, value];
}
