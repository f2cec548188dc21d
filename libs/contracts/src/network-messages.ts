import type { AuthorizationEvent } from './state-tables/transition';

/** What a network may say, over either transport, and what that does: one row for each kind of message. */
export interface NetworkMessageRow {
  readonly name: string;
  /** Message types of ISO 8583 with what else tells it; the repeat of each means the same. */
  readonly iso: string;
  readonly mtis: readonly string[];
  /** Method and path. */
  readonly http: string;
  /** ISO 8583 field 39, and what else is answered. */
  readonly answer: string;
  readonly card: string;
  readonly hold: string;
  readonly ledger: string;
  /** What happens where it finds no purchase of ours, or one that has ended. */
  readonly unmatched: string;
  /** The rows of the authorization's state table that it brings about. */
  readonly events: readonly AuthorizationEvent[];
}

const nothing = '–';
const never = 'It needs none.';

/** The messages of card networks, in the order of a purchase's life. */
export const networkMessages: readonly NetworkMessageRow[] = [
  {
    name: 'authorization',
    iso: '0100 → 0110, field 3 = 00…',
    mtis: ['0100', '0101', '0110'],
    http: 'POST /v1/authorizations',
    answer:
      '00 with an approval code; 10 with the approved amount where the terminal can take a part; a decline; 91 at the deadline, or 00 where the service stands in',
    card: 'Claimed until it is decided; approved: used, for ever; declined: open again.',
    hold: 'Placed before the assessment; a decline releases it with a receipt, an approval in part the rest.',
    ledger: 'available → held; back at a decline',
    unmatched: never,
    events: [
      'placed',
      'refused_at_intake',
      'approval_decided',
      'decline_decided',
      'deadline_passed',
      'approved_in_part',
      'stood_in',
      'approved_afterwards',
      'declined_afterwards',
      'reversed_before_it_came',
      'late_decision',
      'same_decision_again',
      'other_decision',
    ],
  },
  {
    name: 'verification',
    iso: '0100 → 0110, field 25 = 51 and amount 0',
    mtis: ['0100', '0101', '0110'],
    http: 'POST /v1/authorizations, kind verification',
    answer: '85, or a refusal',
    card: 'Not consumed; after ten no more are answered.',
    hold: nothing,
    ledger: nothing,
    unmatched: never,
    events: ['verified'],
  },
  {
    name: 'increment',
    iso: '0100 → 0110, field 48.10 = D (what is added) or T (the new total)',
    mtis: ['0100', '0101', '0110'],
    http: 'POST /v1/authorizations/{id}/increments',
    answer: 'As an authorization: it is one of its own, assessed afresh',
    card: 'Stays used; hold and costs never go above its cap.',
    hold: 'One of its own until it is decided; approved, it becomes a part of that of its purchase.',
    ledger: 'available → held; back at a decline',
    unmatched: '25 (HTTP 404); 57 when the purchase is not open any more',
    events: ['incremented', 'increment_declined'],
  },
  {
    name: 'single message',
    iso: '0200 → 0210',
    mtis: ['0200', '0201', '0210'],
    http: 'an authorization, then a clearing under the same key',
    answer: 'As an authorization; what is approved is cleared at once',
    card: 'Used when approved.',
    hold: 'Placed, and captured with the approval.',
    ledger: 'available → held → owed',
    unmatched: never,
    events: ['cleared'],
  },
  {
    name: 'reversal',
    iso: '0400 → 0410 and 0420 → 0430, all of it; with field 95, what is left',
    mtis: ['0400', '0401', '0410', '0420', '0421', '0430'],
    http: 'POST /v1/authorizations/{id}/reversals, POST /v1/reversals',
    answer: '00 in any case',
    card: 'Stays used after an approval; open again when the purchase was not decided yet.',
    hold: 'Released with a receipt, all or the part.',
    ledger: 'held → available',
    unmatched:
      'All of it: remembered for 15 days, and the message it names is not approved when it comes. A part: parked.',
    events: ['reversed', 'reversed_in_part'],
  },
  {
    name: 'authorization advice',
    iso: '0120 → 0130, field 4 = what the purchase comes to',
    mtis: ['0120', '0121', '0130'],
    http: 'POST /v1/advices',
    answer: '00 in any case, after it is committed',
    card: 'An open card is used; any other stays as it is.',
    hold: 'Becomes the amount: more, be there enough or not, or less, with a receipt.',
    ledger: 'available → held, below zero if need be; or back',
    unmatched:
      'Where we approved none, declined it, or it has ended: an authorization of its own, flagged. An unknown card: parked.',
    events: ['completed_for_more', 'completed_for_less', 'advised'],
  },
  {
    name: 'clearing',
    iso: '0220 → 0230, field 3 = 00…; field 48.11 = P: more will follow',
    mtis: ['0220', '0221', '0230'],
    http: 'POST /v1/authorizations/{id}/clearings, POST /v1/clearings',
    answer: '00 in any case, after it is committed',
    card: 'Stays as it is; an open one is used.',
    hold: 'Captured, all or the part; with the last clearing the rest is released with a receipt.',
    ledger: 'held → owed; beyond the hold, or after it has ended, available → owed, below zero if need be',
    unmatched:
      'Without an authorization of ours the card is charged all the same (force post), flagged. An unknown card: parked.',
    events: ['cleared', 'cleared_in_part', 'cleared_for_less', 'cleared_above_hold', 'force_posted'],
  },
  {
    name: 'refund announced',
    iso: '0100 → 0110, field 3 = 20…',
    mtis: ['0100', '0101', '0110'],
    http: 'POST /v1/refunds',
    answer: '00',
    card: 'Whatever it is.',
    hold: nothing,
    ledger: 'Nothing: it is shown, and is no purchase power.',
    unmatched: 'Parked.',
    events: ['refund_announced'],
  },
  {
    name: 'refund settled',
    iso: '0220 → 0230, field 3 = 20…',
    mtis: ['0220', '0221', '0230'],
    http: 'POST /v1/refunds, settled',
    answer: '00 in any case, after it is committed',
    card: 'Whatever it is.',
    hold: nothing,
    ledger: 'owed → available; what goes beyond is payable to the customer',
    unmatched: 'Parked.',
    events: ['refund_settled'],
  },
  {
    name: 'sign-on, sign-off, echo',
    iso: '0800 → 0810, field 70 = 001, 002, 301',
    mtis: ['0800', '0810'],
    http: 'a signature on every call',
    answer: '00; anything else before sign-on is answered 58',
    card: nothing,
    hold: nothing,
    ledger: nothing,
    unmatched: never,
    events: [],
  },
];

/** What only time does: no message brings it about. */
export const eventsOfTime: readonly AuthorizationEvent[] = ['hold_expired'];
