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

/** "18 months", "2 years", "2 years and 3 months": months as such up to two years. */
export function monthsInWords(months: number): string {
  if (months < 24) return counted(months, 'month');
  const rest = months % 12;
  const years = counted((months - rest) / 12, 'year');
  return rest === 0 ? years : `${years} and ${counted(rest, 'month')}`;
}

/** "a", "a and b", "a, b and c". */
export function listInWords(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.slice(-1).join()}`;
}

function counted(count: number, unit: string): string {
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}
