/** The least amount that may cross a process boundary: one minor unit. */
export const minWireAmountMinor = 1;

/** The most that may cross a process boundary: field 4 of ISO 8583 has twelve digits. */
export const maxWireAmountMinor = 999_999_999_999;

/** True for a whole number of minor units that may cross a process boundary as `amountMinor`. */
export function isWireAmount(amountMinor: number): boolean {
  return (
    Number.isInteger(amountMinor) && amountMinor >= minWireAmountMinor && amountMinor <= maxWireAmountMinor
  );
}

/** `amountMinor` of a message as domain code has it. @throws RangeError outside the limits */
export function fromWireAmount(amountMinor: number): bigint {
  if (!isWireAmount(amountMinor)) throw outside(amountMinor);
  return BigInt(amountMinor);
}

/** Minor units as a message carries them: a JSON integer. @throws RangeError outside the limits */
export function toWireAmount(amountMinor: bigint): number {
  if (amountMinor < BigInt(minWireAmountMinor) || amountMinor > BigInt(maxWireAmountMinor)) {
    throw outside(amountMinor);
  }
  return Number(amountMinor);
}

function outside(amountMinor: number | bigint): RangeError {
  return new RangeError(
    `${amountMinor} is not a whole number of minor units from ${minWireAmountMinor} to ${maxWireAmountMinor}`,
  );
}
