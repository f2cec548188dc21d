import { Inject, Injectable } from '@nestjs/common';
import type { MessageParked } from '@mayfly/contracts';
import type { Pool } from '@mayfly/postgres';
import { ServiceMetrics } from '../../operation/service-metrics';
import { OUTBOX, type Outbox } from '../../outbox/outbox';
import { loadPublishingStatement } from '../../outbox/publishing-statement';
import { IDS, POOL, type Ids } from '../../providers';
import type { NetworkMessageKey } from '../authorization';
import { duplicateMessage } from './duplicate-message';

/** A message that was understood and belongs to nothing we know. */
export interface UnmatchedMessage {
  readonly key: NetworkMessageKey;
  readonly kind: MessageParked['kind'];
  readonly reason: MessageParked['reason'];
  /** What it said, as an operator may see it: never a card number. */
  readonly said: Readonly<Record<string, unknown>>;
}

interface Kept {
  readonly is_new: boolean;
  /** What is kept under the key says the same. */
  readonly is_same: boolean;
}

const parkMessage = loadPublishingStatement(__dirname, 'park-message.sql');

/** Keeps what cannot be booked for an operator to look at; the network is told that it was taken. */
@Injectable()
export class ParkMessage {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(OUTBOX) private readonly outbox: Outbox,
    @Inject(IDS) private readonly ids: Ids,
    private readonly metrics: ServiceMetrics,
  ) {}

  /**
   * Repeating it changes nothing.
   *
   * @throws Problem 409 duplicate_with_other_content
   */
  async execute(message: UnmatchedMessage): Promise<void> {
    const kept = (await this.keep(message)) ?? (await this.keep(message));
    if (kept?.is_same !== true) throw duplicateMessage();
    if (kept.is_new) this.metrics.messageParked(message.kind, message.reason);
  }

  /** Undefined when it came twice at this moment: asked again, it is there. */
  private async keep({ key, kind, reason, said }: UnmatchedMessage): Promise<Kept | undefined> {
    const [kept] = await parkMessage.rows<Kept>(this.outbox, this.pool, [
      this.ids.uuid(),
      key.networkId,
      kind,
      reason,
      key.acquirerId,
      key.transmittedAt,
      key.stan,
      key.terminalId,
      JSON.stringify(said),
    ]);
    return kept;
  }
}
