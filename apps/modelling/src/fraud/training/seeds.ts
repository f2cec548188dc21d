/** A range of whole numbers as `1-12`, both ends included. */
export function seedsOf(range: string): number[] {
  const [first, last] = range.split('-').map(Number);
  if (first === undefined || last === undefined || !(first <= last)) {
    throw new Error(`seeds are a range such as 1-12, not ${range}`);
  }
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
