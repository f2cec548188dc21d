import type { ReplayTotals } from './replay-decisions';

/** The totals in lines. @param listed how many of those not the same were listed at most */
export function totalLines(totals: ReplayTotals, listed: number): string[] {
  const { same, differing, failed, byVersion, byOutcome } = totals;
  const troubled = differing + failed;
  return [
    ...(troubled > listed ? [`and ${troubled - listed} more`] : []),
    `${same + troubled} decisions run again: ${same} the same, byte for byte, ${differing} not the same, ${failed} could not be run`,
    `  by policy   ${countsInWords(byVersion)}`,
    `  by outcome  ${countsInWords(byOutcome)}`,
    troubled === 0
      ? '✓ every decision comes out the same'
      : `✗ ${troubled} decisions do not come out the same`,
  ];
}

function countsInWords(counts: ReadonlyMap<string, number>): string {
  if (counts.size === 0) return 'none';
  return [...counts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}
