import { simplestBetween } from './simplest-between';

/**
 * Upper bounds that cut the values into up to `most` bins of about as many rows each; equal values are never parted, and a value
 * that is a bin's worth by itself gets a bin by itself. The last bound is Infinity. Sorts `values` in place.
 */
export function fineBounds(values: Float64Array, most: number): Float64Array {
  values.sort();
  const size = Math.max(1, Math.ceil(values.length / most));
  const bounds: number[] = [];
  let start = 0;
  while (start < values.length) {
    const inside = Math.min(start + size, values.length) - 1;
    const first = firstOf(values, inside, start);
    const last = lastOf(values, inside);
    const end = first > start && last - first + 1 >= size ? first - 1 : last;
    const next = values[end + 1];
    bounds.push(next === undefined ? Infinity : simplestBetween(values[end] ?? NaN, next));
    start = end + 1;
  }
  return Float64Array.from(bounds.length === 0 ? [Infinity] : bounds);
}

/** Index of the first bound that `value` does not exceed; the last bound is Infinity. */
export function binOf(bounds: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = bounds.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (bounds[middle] ?? Infinity)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function firstOf(values: Float64Array, index: number, from: number): number {
  let first = index;
  while (first > from && values[first - 1] === values[index]) first -= 1;
  return first;
}

function lastOf(values: Float64Array, index: number): number {
  let last = index;
  while (last + 1 < values.length && values[last + 1] === values[index]) last += 1;
  return last;
}
