/**
 * Rules of the product, each with an edit that breaks it and the scenario that has to fail then: one of its own for each rule.
 *
 * @typedef {object} BrokenRule
 * @property {string} rule what no longer holds
 * @property {string} file of the sources, from the root of the checkout
 * @property {string} find what is there exactly once
 * @property {string} replace what it becomes
 * @property {string} scenario by name
 */

const admit = 'apps/card-service/src/authorizations/request/admit-authorizations.sql';
const book = 'apps/card-service/src/authorizations/book/book-movements.sql';
const screening = 'apps/card-service/src/authorizations/request/rules/screen-authorization.ts';
const lifetime = 'apps/card-service/src/authorizations/request/rules/hold-lifetime.ts';

/** @type {readonly BrokenRule[]} */
export const brokenRules = [
  {
    rule: 'a number works once',
    file: admit,
    find: "when c.state = 'used' then 'card_already_used'",
    replace: "when c.state = 'used' then null",
    scenario: 'approved-once',
  },
  {
    rule: 'an increment stays within the cap of the card',
    file: admit,
    find: 'when c.committed_minor + amount.minor > c.cap_minor then',
    replace: 'when false then',
    scenario: 'increment-above-the-cap',
  },
  {
    rule: 'nothing is admitted beyond the purchase power',
    file: admit,
    find: "when not forced and kind <> 'verification' and amount_minor > available_minor - before_minor",
    replace: 'when false',
    scenario: 'more-than-available',
  },
  {
    rule: 'nothing is admitted on a frozen account',
    file: admit,
    find: 'when a.frozen_at is not null then',
    replace: 'when false then',
    scenario: 'frozen-account',
  },
  {
    rule: 'a message that was taken back before it came is not approved',
    file: admit,
    find: 'when known.taken_back then',
    replace: 'when false then',
    scenario: 'reversal-before-the-message',
  },
  {
    rule: 'a terminal that can take a part is offered what the account has',
    file: admit,
    find: 'when m.partial_allowed and known.most_minor between 1 and m.stated_minor - 1 then',
    replace: 'when false then',
    scenario: 'partly-approved-by-account',
  },
  {
    rule: 'an increment to a new total adds the difference',
    file: admit,
    find: 'then m.stated_minor - h.authorized_minor',
    replace: 'then m.stated_minor',
    scenario: 'increment-approved',
  },
  {
    rule: 'the third mismatch blocks the card',
    file: admit,
    find: "when t.counts_for_block and t.mismatches >= 2 then 'blocked'",
    replace: "when t.counts_for_block and t.mismatches >= 3 then 'blocked'",
    scenario: 'three-mismatches-block',
  },
  {
    rule: 'a wrong CVV2 is refused',
    file: screening,
    find: "if (!request.cvv2Matches()) return 'cvv_mismatch';",
    replace: '',
    scenario: 'mismatch-tells-nothing-of-a-used-card',
  },
  {
    rule: 'a wrong expiry is refused',
    file: screening,
    find: "if (request.expiry !== card.expiry) return 'expiry_mismatch';",
    replace: '',
    scenario: 'wrong-expiry',
  },
  {
    rule: 'a hold ends after seven days',
    file: lifetime,
    find: 'const ordinaryDays = 7;',
    replace: 'const ordinaryDays = 9;',
    scenario: 'hold-expires',
  },
  {
    rule: 'the hold of a hotel lives for 31 days',
    file: lifetime,
    find: "['7011', '7012'],\n    ],\n    days: 31,",
    replace: "['7011', '7012'],\n    ],\n    days: 7,",
    scenario: 'hotel-hold-outlives-a-week',
  },
  {
    rule: 'an increment lengthens the hold of the purchase',
    file: book,
    find: 'expires_at = greatest(h.expires_at, b.expires_at)',
    replace: 'expires_at = h.expires_at',
    scenario: 'increment-lengthens-the-hold',
  },
  {
    rule: 'the last clearing releases the rest',
    file: book,
    find: "when kind = 'clearing' and final then",
    replace: 'when false then',
    scenario: 'cleared-for-less',
  },
  {
    rule: 'a refund repays no more than is owed',
    file: book,
    find: "case when kind = 'refund_settlement' then least(owed_minor, stated_minor) else 0 end as repays_minor",
    replace: "case when kind = 'refund_settlement' then stated_minor else 0 end as repays_minor",
    scenario: 'refund-announced-and-settled',
  },
  {
    rule: 'a clearing above the hold is flagged',
    file: book,
    find: "case when beyond_hold_minor > 0 and live then 'above_hold' end,",
    replace: '',
    scenario: 'cleared-above-the-hold',
  },
  {
    rule: 'the same key with another amount is another message',
    file: 'apps/card-service/src/authorizations/request/rules/is-repeat.ts',
    find: 'message.amountMinor === stored.amountMinor &&',
    replace: '',
    scenario: 'repeated-message',
  },
  {
    rule: 'an amount above the cap is answered 61',
    file: 'libs/contracts/src/reasons/network-answers.ts',
    find: "amountOverCap: both('61', 2, '02')",
    replace: "amountOverCap: both('51', 2, '02')",
    scenario: 'above-the-cap',
  },
  {
    rule: 'nobody under 18 buys',
    file: 'libs/assessment/src/rules/limits.ts',
    find: 'leastAgeYears: 18,',
    replace: 'leastAgeYears: 0,',
    scenario: 'under-age',
  },
];
