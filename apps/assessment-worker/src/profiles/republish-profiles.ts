import { Inject, Injectable } from '@nestjs/common';
import type { EventPublisher } from '@mayfly/messaging';
import { WorkerMetrics } from '../operation/worker-metrics';
import { PUBLISHER } from '../providers';
import type { NewestProfile } from './record-profiles';

/**
 * Publishes profiles again behind an older version, the same events under the same ids, so that compaction keeps the newest.
 *
 * Done here and not by the relay that sent the older one: it may die right after it, and nobody else would know. This worker
 * reads every record long before the topic is compacted, and does not move past it before the newest stands behind it.
 */
@Injectable()
export class RepublishProfiles {
  constructor(
    @Inject(PUBLISHER) private readonly publisher: Pick<EventPublisher, 'publish'>,
    private readonly metrics: WorkerMetrics,
  ) {}

  /** Throws what Kafka threw: then the batch comes again, and with it the finding. */
  async execute(overtaken: readonly NewestProfile[]): Promise<void> {
    if (overtaken.length === 0) return;
    await this.publisher.publish(
      overtaken.map(({ customer_id, profile, event_id, event_time }) => ({
        id: event_id,
        type: 'customer.profile.v1',
        customerId: customer_id,
        time: event_time,
        data: profile,
      })),
    );
    this.metrics.profilesRepublished(overtaken.length);
  }
}
