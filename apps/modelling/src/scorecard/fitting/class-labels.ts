import type { CoarseClass } from '../classes/classing';

/** How a class reads in reports and explanations. `before` is the interval below an interval. */
export function labelOf(coarse: CoarseClass, before: CoarseClass | undefined): string {
  switch (coarse.of) {
    case 'interval': {
      const from = before?.of === 'interval' ? before.upTo : undefined;
      if (from === undefined) return coarse.upTo === Infinity ? 'any number' : `up to ${coarse.upTo}`;
      return coarse.upTo === Infinity ? `more than ${from}` : `more than ${from} up to ${coarse.upTo}`;
    }
    case 'group':
      return [...coarse.values, ...(coarse.rare ? ['all others'] : [])].join(', ') || 'no category';
    case 'missing':
      return 'empty';
    case 'special':
      return `special: ${coarse.value}`;
  }
}
