const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'UTC' });

/** "49.90 EUR": minor units of an ISO 4217 currency, with as many decimals as it has. */
export function moneyInWords(amountMinor: number, currency: string): string {
  const decimals =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const amount = new Intl.NumberFormat('en', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(amountMinor / 10 ** decimals);
  return `${amount} ${currency}`;
}

/** "3 March 2026" in UTC, for an ISO 8601 instant or day. */
export function dayInWords(instant: string): string {
  return day.format(new Date(instant));
}

/** "3 March 2026, 10:15 UTC". */
export function momentInWords(instant: string): string {
  return `${dayInWords(instant)}, ${time.format(new Date(instant))} UTC`;
}
