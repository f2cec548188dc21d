import type { Transition } from './transition';

/** A hold: placed once, ended once; it may grow and shrink in between, and each release leaves a receipt with its cause. */
export const holdTable: readonly Transition<'hold'>[] = [
  {
    machine: 'hold',
    from: null,
    event: 'placed',
    to: 'placed',
    effect: 'The amount moves from available to held.',
  },
  {
    machine: 'hold',
    from: 'placed',
    event: 'declined',
    to: 'released',
    effect: 'The amount is available again, in the same transaction as the decline.',
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
  },
  {
    machine: 'hold',
    from: 'placed',
    event: 'reversed_in_part',
    to: 'placed',
    effect: 'The part is available again, with a receipt; the rest stays held.',
  },
  {
    machine: 'hold',
    from: 'placed',
    event: 'cleared_in_part',
    to: 'placed',
    effect: 'The part moves from held to owed; the rest stays held.',
  },
  {
    machine: 'hold',
    from: 'placed',
    event: 'cleared_for_less',
    to: 'captured',
    effect: 'What was collected is owed; the rest is available again, with a receipt.',
  },
  {
    machine: 'hold',
    from: 'placed',
    event: 'partly_approved',
    to: 'placed',
    effect: 'What was not approved is available again, with a receipt; the rest stays held.',
  },
  {
    machine: 'hold',
    from: 'placed',
    event: 'grown',
    to: 'placed',
    effect: 'An approved increment, or a completion for more, adds to it.',
  },
  {
    machine: 'hold',
    from: 'placed',
    event: 'increment_merged',
    to: 'merged',
    effect: 'The hold of an approved increment becomes a part of that of its purchase.',
  },
];
