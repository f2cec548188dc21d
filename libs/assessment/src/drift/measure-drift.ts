import { stabilityIndex } from '@mayfly/scorecard';
import type { WatchedInput } from './watched-input';

/** `too_few`: there is no telling yet. */
export type DriftLevel = 'too_few' | 'stable' | 'moved' | 'shifted';

/** How far one score or input has moved. */
export interface Drift {
  readonly model: string;
  readonly input: string;
  /** Population stability index. */
  readonly index: number;
  readonly level: DriftLevel;
  /** The band that moved the index most. */
  readonly widest: { readonly label: string; readonly before: number; readonly now: number };
}

/** Below it chance alone moves the index by some .05. */
const leastDecisions = 200;
/** The usual marks of the population stability index. */
const movedFrom = 0.1;
const shiftedAbove = 0.25;

/** How far decisions, counted by band, have moved from training, or from `before`, counted likewise. */
export function measureDrift(
  { model, input, bands }: WatchedInput,
  counts: readonly number[],
  before?: readonly number[],
): Drift {
  const expected = before === undefined ? bands.map(({ share }) => share) : sharesOf(before);
  const now = sharesOf(counts);
  const index = stabilityIndex(expected, now);
  const tooFew = [counts, before ?? counts].some((each) => sumOf(each) < leastDecisions);
  const moves = bands.map((_, band) => stabilityIndex([expected[band] ?? 0], [now[band] ?? 0]));
  const widest = moves.indexOf(Math.max(...moves));
  return {
    model,
    input,
    index,
    level: tooFew ? 'too_few' : levelOf(index),
    widest: { label: bands[widest]?.label ?? '', before: expected[widest] ?? 0, now: now[widest] ?? 0 },
  };
}

function levelOf(index: number): DriftLevel {
  if (index > shiftedAbove) return 'shifted';
  return index < movedFrom ? 'stable' : 'moved';
}

function sharesOf(counts: readonly number[]): number[] {
  const all = sumOf(counts);
  return counts.map((count) => (all === 0 ? 0 : count / all));
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
