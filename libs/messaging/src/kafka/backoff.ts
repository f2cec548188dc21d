/** Milliseconds before attempt `attempt + 1`: doubles from `firstMs` up to `longestMs`, with half of it random so that instances spread. */
export function backoffMs(attempt: number, firstMs: number, longestMs: number): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.min(attempt - 1, 30));
  return ceiling / 2 + (Math.random() * ceiling) / 2;
}
