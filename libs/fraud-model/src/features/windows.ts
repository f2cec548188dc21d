/** A day, in milliseconds. */
export const dayMs = 86_400_000;

/** How long reports of fraud take by convention, in days: an older purchase without a report counts as good. */
export const settlementDays = 7;

/** Windows of counts, amounts and risk, in days. */
export const windowsDays = [1, 7, 30] as const;

/** How far back a customer's own history is read, in days. */
export const customerHistoryDays = 60;

/** How far back a terminal's history is read, in days: the longest customer window plus settlement. */
export const terminalHistoryDays = customerHistoryDays + settlementDays;

/** Span in which a purchase far above the customer's median speaks of a stolen card, in days. */
export const outlierDays = 14;

/**
 * Amounts above this count as this in sums of squares, so that a thousand of them still add up exactly in a double: online
 * and offline sums are then equal to the last bit, in any order.
 */
export const largestSquaredMinor = 3_000_000;
