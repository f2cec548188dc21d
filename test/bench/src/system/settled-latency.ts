import { createHistogram } from 'node:perf_hooks';
import { readTopics, type Kafka } from '@mayfly/messaging';
import type { LoadOutcome } from '../load/load-job';

/**
 * From the moment at which a purchase was meant to be sent to the moment at which its final answer, with whatever went with it, was
 * on its topic: all effects are committed by then. Milliseconds.
 */
export async function settledLatency(
  kafka: Kafka,
  { sentAtMs }: Pick<LoadOutcome, 'sentAtMs'>,
): Promise<{ readonly p50Ms: number; readonly p99Ms: number }> {
  const histogram = createHistogram({ lowest: 1, highest: 120_000, figures: 3 });
  await readTopics(kafka, ['authorization.resolved.v1'], (records) => {
    for (const { value, timestamp } of records) {
      const { authorizationId = '' } = JSON.parse(value?.toString() ?? '{}') as { authorizationId?: string };
      const sent = sentAtMs[authorizationId];
      if (sent !== undefined) histogram.record(Math.max(1, Math.round(timestamp.getTime() - sent)));
    }
  });
  if (histogram.count === 0) throw new Error('none of the purchases is on the topic of final answers');
  return { p50Ms: histogram.percentile(50), p99Ms: histogram.percentile(99) };
}
