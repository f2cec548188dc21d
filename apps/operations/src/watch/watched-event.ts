import { deadLetterHeader, type StoredRecord } from '@mayfly/messaging';
import { formatWithCode, isCurrency } from '@mayfly/money';

/** A record as an operator wants to read it: the words of the business, none of Kafka's. */
export interface WatchedEvent {
  readonly at: string;
  readonly topic: string;
  readonly customerId: string;
  readonly cardId: string;
  readonly lastFour: string;
  readonly authorizationId: string;
  readonly amount: string;
  /** State or outcome: approved, declined, released, used … */
  readonly outcome: string;
  /** Reasons, cause or merchant: what makes the line worth reading. */
  readonly remark: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads a record for display. Never throws: what cannot be read is shown as unreadable, since that is worth seeing too. */
export function watchedEvent(record: StoredRecord): WatchedEvent {
  const fields = parse(record.value);
  const card = fields['card'] as { cardId?: string; lastFour?: string } | undefined;
  return {
    at: record.headers['ce_time']?.toString() ?? record.timestamp.toISOString(),
    topic: record.topic,
    customerId: record.key?.toString() ?? '',
    cardId: card?.cardId ?? text(fields['cardId']),
    lastFour: card?.lastFour ?? '',
    authorizationId: text(fields['authorizationId']),
    amount: amountOf(fields),
    outcome: outcomeOf(record, fields),
    remark: remarkOf(record, fields),
  };
}

function parse(value: Buffer | null): Fields {
  if (value === null) return { state: 'deleted' };
  try {
    return JSON.parse(value.toString()) as Fields;
  } catch {
    return { state: 'unreadable' };
  }
}

function amountOf(fields: Fields): string {
  const { amountMinor, currency } = fields;
  if (!Number.isSafeInteger(amountMinor) || typeof currency !== 'string' || !isCurrency(currency)) return '';
  return formatWithCode({ amountMinor: BigInt(amountMinor as number), currency });
}

function outcomeOf({ topic, headers }: StoredRecord, fields: Fields): string {
  if (headers[deadLetterHeader.originalTopic] !== undefined) return 'dead letter';
  if (topic.startsWith('authorization.requested')) return 'pending';
  if (topic.startsWith('customer.profile')) return `version ${text(fields['version'])}`;
  if (topic.startsWith('account.repaid')) return 'repaid';
  if (topic.startsWith('hold.released')) return 'released';
  return text(fields['outcome']) || text(fields['state']);
}

function remarkOf({ topic, headers }: StoredRecord, fields: Fields): string {
  const failure = headers[deadLetterHeader.errorMessage];
  if (failure !== undefined) return failure.toString();
  if (topic.startsWith('assessment.shadowed')) return shadowRemarkOf(fields);
  const reasons = fields['reasons'];
  if (Array.isArray(reasons) && reasons.length > 0) return reasons.join(', ');
  const merchant = fields['merchant'] as { name?: string } | undefined;
  return text(fields['cause']) || (merchant?.name ?? '');
}

/** Nobody should take a candidate's verdict for an answer. */
function shadowRemarkOf(fields: Fields): string {
  const inForce = fields['inForce'] as { outcome?: string } | undefined;
  return `by ${text(fields['candidateVersion'])} in the shadow; in force: ${inForce?.outcome ?? ''}`;
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
