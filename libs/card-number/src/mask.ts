const shownFirst = 8;
const shownLast = 4;

/** The last four digits, by which a customer recognises a card. */
export function lastFour(number: string): string {
  return number.slice(-shownLast);
}

/** All that may leave the card service of a number of 16 digits: IIN and last four, `99990000****1234`. */
export function maskCardNumber(number: string): string {
  const hidden = Math.max(0, number.length - shownFirst - shownLast);
  // A shorter number would be shown nearly whole.
  if (hidden < 4) return '*'.repeat(number.length);
  return number.slice(0, shownFirst) + '*'.repeat(hidden) + lastFour(number);
}
