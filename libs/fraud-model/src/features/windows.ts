/** A day, in milliseconds. */
export const dayMs = 86_400_000;

/** How long reports of fraud take by convention, in days: an older purchase without a report counts as good. */
export const settlementDays = 7;

/** Windows of counts, amounts and risk, in days. */
export const windowsDays = [1, 7, 30] as const;

/** A number for each of these windows. */
export function byWindow(numberOf: (days: number) => number): [number, number, number] {
  return [numberOf(windowsDays[0]), numberOf(windowsDays[1]), numberOf(windowsDays[2])];
}

/** How far back a customer's own history is read, in days. */
export const customerHistoryDays = 60;

/** How far back a terminal's history is read, in days: the longest customer window plus settlement. */
export const terminalHistoryDays = customerHistoryDays + settlementDays;

/**
 * The most purchases that are read of a customer's history, of a terminal's last seven days, and of its settled purchases
 * before: the latest. They bound the work for one request, whatever the terminal sells. In the handbook's world no customer
 * and no terminal comes near: the most are 292, 29 and 138 (180 days, seeds 1, 2 and 1001).
 */
export const mostCustomerPurchases = 512;
export const mostRecentPurchases = 128;
export const mostSettledPurchases = 256;

/** Span in which a purchase far above the customer's median speaks of a stolen card, in days. */
export const outlierDays = 14;

/**
 * Amounts above this count as this in sums of squares, so that a thousand of them still add up exactly in a double: online
 * and offline sums are then equal to the last bit, in any order.
 */
export const largestSquaredMinor = 3_000_000;
