import type { Transition } from './transition';

/** A hold: placed once, ended once; each release leaves a receipt with its cause. */
export const holdTable: readonly Transition<'hold'>[] = [
  {
    machine: 'hold',
    from: null,
    event: 'placed',
    to: 'placed',
    effect: 'The amount moves from available to held.',
    story: 'approved-once',
  },
  {
    machine: 'hold',
    from: 'placed',
    event: 'declined',
    to: 'released',
    effect: 'The amount is available again, in the same transaction as the decline.',
    story: 'declined-for-credit',
  },
  {
    machine: 'hold',
    from: 'placed',
    event: 'timed_out',
    to: 'released',
    effect: 'The amount is available again, in the same transaction as the 91.',
  },
  {
    machine: 'hold',
    from: 'placed',
    event: 'reversed',
    to: 'released',
    effect: 'The amount is available again; nothing is owed.',
    story: 'full-reversal',
  },
  {
    machine: 'hold',
    from: 'placed',
    event: 'expired',
    to: 'released',
    effect: 'The amount is available again; nothing is owed.',
  },
  {
    machine: 'hold',
    from: 'placed',
    event: 'cleared',
    to: 'captured',
    effect: 'The amount moves from held to owed.',
    story: 'clearing-and-repayment',
  },
];
