import type { EventData } from '@mayfly/contracts';
import { v7 as uuidv7 } from 'uuid';
import { encodeEvent, isRefusal } from '../src/publish/encode-event';
import type { OutgoingEvent, RawRecord } from '../src/index';

export const repaid = 'account.repaid.v1';
export const profile = 'customer.profile.v1';

/** Data that the schema of `account.repaid.v1` admits. */
export function repaidData(customerId: string): EventData<typeof repaid> {
  return {
    repaymentId: uuidv7(),
    customerId,
    accountId: uuidv7(),
    amountMinor: 100,
    currency: 'EUR',
    repaidAt: new Date().toISOString(),
    account: { grantedMinor: 1000, availableMinor: 1000, heldMinor: 0, owedMinor: 0 },
  };
}

export function repaidEvent(customerId: string = uuidv7()): OutgoingEvent {
  return { id: uuidv7(), type: repaid, customerId, time: new Date(), data: repaidData(customerId) };
}

/** A good record, with parts of it replaced to make a bad one. */
export function repaidRecord(change: Partial<RawRecord> = {}): RawRecord {
  const record = encodeEvent(repaidEvent(), 'spec');
  if (isRefusal(record)) throw new Error(record.reasons.join());
  return { ...record, ...change };
}

/** The id of a record's event. */
export function idOf(record: RawRecord): string {
  return record.headers['ce_id']?.toString() ?? '';
}
