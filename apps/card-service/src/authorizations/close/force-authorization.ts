import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { IDS, POOL, type Ids } from '../../providers';
import { IntakeUnavailable } from '../answer/intake-unavailable';
import type { NetworkMessageKey } from '../authorization';
import { AdmitAuthorizations, type ScreenedRequest } from '../request/admit-authorizations';
import { FindByNetworkMessage } from '../request/find-by-network-message';
import type { Advice } from './advice';
import { duplicateMessage } from './duplicate-message';

/** What a network has approved, or a merchant collected, without us. */
export interface ForcedPurchase extends Pick<
  Advice,
  | 'key'
  | 'amountMinor'
  | 'currency'
  | 'merchant'
  | 'entryMode'
  | 'retrievalReference'
  | 'networkTransactionId'
  | 'traceparent'
> {
  readonly card: ScreenedRequest['card'];
  /** The purchase that it is about, if we declined that. */
  readonly originalId: string | undefined;
}

const isTakenBack = loadStatement(__dirname, 'is-taken-back.sql');

/**
 * Books as an authorization of its own what nobody asked us for, or what we had declined: the hold is placed, be there enough or
 * not, and the card is consumed. The declined one stays declined.
 */
@Injectable()
export class ForceAuthorization {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(IDS) private readonly ids: Ids,
    private readonly admissions: AdmitAuthorizations,
    private readonly messages: FindByNetworkMessage,
  ) {}

  /**
   * Whether the network took the message back. Asked once the message is booked it cannot be missed: a reversal that is not seen here
   * by then sees what was booked; see reverse-by-message.ts.
   */
  async isTakenBack({
    networkId,
    acquirerId,
    transmittedAt,
    stan,
    terminalId,
  }: NetworkMessageKey): Promise<boolean> {
    const key = [networkId, acquirerId, transmittedAt, stan, terminalId];
    return (await isTakenBack.rows(this.pool, key)).length > 0;
  }

  /** Its id; of the same message again that of the first time. */
  async execute(purchase: ForcedPurchase): Promise<{ authorizationId: string; repeated: boolean }> {
    const { key, card, originalId, traceparent, ...content } = purchase;
    const authorizationId = this.ids.uuid();
    const { outcome } = await this.admissions.submit({
      authorizationId,
      holdId: this.ids.uuid(),
      card,
      request: { ...content, ...key, kind: 'purchase', ...(traceparent && { traceparent }) },
      ...(originalId && { original: { authorizationId: originalId, statedAs: 'total' as const } }),
      forced: true,
      screenedReason: null,
      attemptAllowed: () => Promise.resolve(true),
      arrivedAtMs: performance.now(),
    });
    if (outcome === 'approved') return { authorizationId, repeated: false };
    const stored = outcome === 'duplicate' ? await this.messages.findForced(key) : undefined;
    if (stored === undefined) throw new IntakeUnavailable('The message waited too long to be taken.');
    if (stored.authorization.cardId !== card.cardId) throw duplicateMessage();
    return { authorizationId: stored.id, repeated: true };
  }
}
