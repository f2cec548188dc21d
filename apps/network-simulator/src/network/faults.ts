import type { Option } from '@mayfly/command-line';
import type { Random } from '@mayfly/fraud-world';

/** What may happen to a message on its way, besides that it arrives. */
export const faultKinds = [
  /** It is sent twice at once. */
  'duplicate',
  'delay',
  /** What is said after it goes first. */
  'reorder',
  /** Its answer is thrown away, and it is repeated. */
  'lost',
  /** The line is cut in the middle of it, and it is said anew. */
  'cut',
  /** Its key comes once more, with another amount. */
  'other',
  /** A purchase's answer is thrown away, and the purchase is taken back. */
  'late-reversal',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** The share of messages to which each happens; together 1 at most. */
export type Faults = Readonly<Partial<Record<FaultKind, number>>>;

/** After all of them every message ends as without: only a purchase that is taken back does not. */
export const harmlessFaults = faultKinds.filter((kind) => kind !== 'late-reversal');

/** As in `duplicate=.05,cut=.01`. */
export function faultsOption(kinds: readonly FaultKind[]): Option<Faults> {
  return {
    be: `shares like duplicate=.05,cut=.01, together 1 at most, of ${kinds.join(', ')}`,
    otherwise: {},
    read: (text) => faultsIn(text, kinds),
  };
}

/** What happens to one message; undefined: nothing. */
export function drawFault(faults: Faults, numbers: Random): FaultKind | undefined {
  let left = numbers.uniform();
  for (const kind of faultKinds) {
    left -= faults[kind] ?? 0;
    if (left < 0) return kind;
  }
  return undefined;
}

function faultsIn(text: string, kinds: readonly FaultKind[]): Faults | undefined {
  const faults: Partial<Record<FaultKind, number>> = {};
  for (const part of text.split(',')) {
    const [name = '', given = ''] = part.split('=');
    const kind = kinds.find((one) => one === name);
    const share = Number(given);
    if (kind === undefined || kind in faults || given === '' || !(share >= 0)) return undefined;
    faults[kind] = share;
  }
  const sum = Object.values(faults).reduce((total, share) => total + share, 0);
  return sum <= 1 ? faults : undefined;
}
