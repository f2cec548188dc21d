/** Milliseconds at a percentile (0–100) of the samples, by the nearest-rank method; NaN when there are none. */
export function percentile(samplesMs: readonly number[], rank: number): number {
  if (samplesMs.length === 0) return Number.NaN;
  const sorted = [...samplesMs].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((rank / 100) * sorted.length) - 1)] ?? Number.NaN;
}
