import { wrongValue } from '@mayfly/command-line';

/** A range of whole numbers as `1-12`, both ends included. */
export function seedsOf(range: string): number[] {
  const [first, last] = range.split('-').map(Number);
  if (first === undefined || last === undefined || !(first <= last)) {
    throw wrongValue('--seeds', 'a range such as 1-12', range);
  }
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
