import { styleText } from 'node:util';
import type { PartitionLag } from '@mayfly/messaging';

/** The foot of the screen: what each consumer group still has to read, and how many dead letters lie about. */
export function renderFooter(lags: readonly PartitionLag[], deadLetters: number): string {
  const byGroup = new Map<string, bigint>();
  for (const { groupId, lag } of lags) byGroup.set(groupId, (byGroup.get(groupId) ?? 0n) + lag);
  const groups = [...byGroup].map(([group, lag]) =>
    styleText(lag > 0n ? 'yellow' : 'green', `${group} lag ${lag}`),
  );
  const letters = styleText(deadLetters > 0 ? 'magenta' : 'green', `dead letters ${deadLetters}`);
  return [...groups, letters].join('   ');
}
