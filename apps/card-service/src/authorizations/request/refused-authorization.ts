import type { Authorization } from '../authorization';

/** What an authorization repeats of the message that asked for it. */
export type MessagePart = Pick<
  Authorization,
  'networkId' | 'kind' | 'amountMinor' | 'currency' | 'merchant' | 'entryMode'
>;

export function messagePartOf(request: MessagePart): MessagePart {
  const { networkId, kind, amountMinor, currency, merchant, entryMode } = request;
  return { networkId, kind, amountMinor, currency, merchant, entryMode };
}

/** Refused with nothing written: there is no card it would belong to, or its key belongs to another message. */
export function refusedAuthorization(request: MessagePart, reason: string, now: Date): Authorization {
  return {
    ...messagePartOf(request),
    id: null,
    customerId: null,
    accountId: null,
    cardId: null,
    originalId: null,
    statedAs: null,
    state: 'declined',
    origin: 'intake',
    reasons: [reason],
    approvalCode: null,
    approvedMinor: null,
    decisionId: null,
    requestedAt: now,
    resolvedAt: now,
    closedAt: null,
  };
}
