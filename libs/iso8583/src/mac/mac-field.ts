import { firstOfSecondary } from '../wire/bitmap';

const primaryMac = 64;
const secondaryMac = 128;

/** The size of a MAC on a link that has a key. */
export const macBytes = 8;

/** Which field is the MAC of a message with these fields: the last of the last bitmap that the others need. */
export function macFieldOf(present: readonly number[]): number {
  const needsSecondary = present.some((number) => number >= firstOfSecondary && number < secondaryMac);
  return needsSecondary ? secondaryMac : primaryMac;
}
