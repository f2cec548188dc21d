/** Field 95: what is left of the original amount after a reversal in part, in minor units; zero when all of it is reversed. */
export interface ReplacementAmounts {
  /** In the currency of field 49. */
  readonly transaction: bigint;
  /** In the currency of settlement; zero when there is none. */
  readonly settlement: bigint;
  /** In the cardholder's currency; zero when there is none. */
  readonly billing: bigint;
}

const layout = /^(\d{12})(\d{12})(\d{12})000000$/;
const largest = 999_999_999_999n;

/** Undefined when the text is no field 95: 42 digits, of which the last six are zeros. */
export function parseReplacementAmounts(text: string): ReplacementAmounts | undefined {
  const [, transaction, settlement, billing] = layout.exec(text) ?? [];
  if (transaction === undefined || settlement === undefined || billing === undefined) return undefined;
  return { transaction: BigInt(transaction), settlement: BigInt(settlement), billing: BigInt(billing) };
}

/** Field 95. @throws RangeError when an amount is negative or has more than twelve digits */
export function formatReplacementAmounts({ transaction, settlement, billing }: ReplacementAmounts): string {
  const amounts = [transaction, settlement, billing];
  if (amounts.some((amount) => amount < 0n || amount > largest)) {
    throw new RangeError('A replacement amount has twelve digits at most');
  }
  return amounts.map((amount) => String(amount).padStart(12, '0')).join('') + '000000';
}

export function isReplacementAmounts(text: string): boolean {
  return layout.test(text);
}
