import { steady, unverified } from '../personas/personas';
import type { FlowMessage, WeightedFlow } from './flow';

const purchase: FlowMessage = { kind: 'purchase', expect: 'approved' };
const clearing: FlowMessage = { kind: 'clearing', expect: 'acknowledged' };

/** Purchases that pass, and nothing else. */
export const ordinary: readonly WeightedFlow[] = [{ name: 'approved', weight: 1, messages: [purchase] }];

/** What networks say in a day: weights are parts of a hundred. */
export const outcomes: readonly WeightedFlow[] = [
  { name: 'approved', weight: 34, messages: [purchase] },
  { name: 'cleared', weight: 18, messages: [purchase, clearing] },
  { name: 'cleared for less', weight: 3, messages: [purchase, { ...clearing, share: 0.7 }] },
  { name: 'cleared for more', weight: 1, messages: [purchase, { ...clearing, share: 1.1 }] },
  {
    name: 'cleared in two parts',
    weight: 3,
    messages: [purchase, { ...clearing, share: 0.4, final: false }, { ...clearing, share: 0.6 }],
  },
  {
    name: 'incremented',
    weight: 4,
    messages: [purchase, { kind: 'increment', share: 0.2, expect: 'approved' }, { ...clearing, share: 1.2 }],
  },
  {
    name: 'reversed in part',
    weight: 4,
    messages: [
      purchase,
      { kind: 'reversal', share: 0.6, expect: 'acknowledged' },
      { ...clearing, share: 0.6 },
    ],
  },
  { name: 'reversed', weight: 6, messages: [purchase, { kind: 'reversal', expect: 'acknowledged' }] },
  {
    name: 'refunded',
    weight: 3,
    messages: [
      purchase,
      clearing,
      { kind: 'refund', expect: 'acknowledged' },
      { kind: 'refund_settlement', expect: 'acknowledged' },
    ],
  },
  {
    name: 'verified',
    weight: 5,
    messages: [{ kind: 'verification', share: 0, expect: 'verified' }, purchase],
  },
  { name: 'single message', weight: 3, messages: [{ kind: 'single_message', expect: 'approved' }] },
  { name: 'used again', weight: 2, messages: [purchase, { ...purchase, expect: 'card_already_used' }] },
  {
    name: 'above the cap',
    weight: 3,
    messages: [{ ...purchase, but: 'above the cap', expect: 'card_cap_exceeded' }, purchase],
  },
  {
    name: 'CVV2 mistyped',
    weight: 2,
    messages: [{ ...purchase, but: 'wrong cvv2', expect: 'cvv_mismatch' }, purchase],
  },
  {
    name: 'expiry mistyped',
    weight: 1,
    messages: [{ ...purchase, but: 'wrong expiry', expect: 'expiry_mismatch' }, purchase],
  },
  {
    name: 'number mistyped',
    weight: 1,
    messages: [{ ...purchase, but: 'unknown number', expect: 'unknown_number' }],
  },
  {
    name: 'chip read',
    weight: 1,
    messages: [{ ...purchase, but: 'chip', expect: 'entry_mode_not_allowed' }],
  },
  {
    name: 'another currency',
    weight: 2,
    messages: [{ ...purchase, but: 'other currency', expect: 'currency_not_supported' }],
  },
  {
    name: 'identity not verified',
    weight: 2,
    profile: unverified,
    messages: [{ ...purchase, expect: 'identity_not_verified' }],
  },
  {
    name: 'credit score too low',
    weight: 2,
    profile: { ...steady, creditScore: 480 },
    messages: [{ ...purchase, expect: 'credit_score_too_low' }],
  },
];
