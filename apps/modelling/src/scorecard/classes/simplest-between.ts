/** The middle of `low` and `high`, rounded as far as it stays at least `low` and below `high`: bounds are read out and argued with. */
export function simplestBetween(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  for (let digits = 1; digits <= 15 && Number.isFinite(middle); digits += 1) {
    const candidate = Number(middle.toPrecision(digits));
    if (candidate >= low && candidate < high) return candidate;
  }
  return low;
}
