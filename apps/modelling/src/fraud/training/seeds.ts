import { required, type Option } from '@mayfly/command-line';

/** A range of whole numbers as `1-12`, both ends included. */
export const seedsOption: Option<readonly number[]> = required({
  be: 'a range such as 1-12',
  otherwise: undefined,
  read: (range) => {
    const [first, last] = range.split('-').map(Number);
    if (first === undefined || last === undefined || !(first <= last)) return undefined;
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  },
});
