/** One amount of field 54. */
export interface AdditionalAmount {
  /** Two digits, as in field 3: `00` unspecified, `30` credit. */
  readonly accountType: string;
  /** Two digits: `02` available balance, `57` the amount that was asked for before an approval in part. */
  readonly amountType: string;
  /** ISO 4217, three digits: `978`. */
  readonly currency: string;
  /** Minor units; negative is written as a debit. */
  readonly amount: bigint;
}

const layout = /^(\d{2})(\d{2})(\d{3})([CD])(\d{12})$/;
const largest = 999_999_999_999n;
const most = 6;
const characters = 20;

/** One to six amounts; undefined when the text is no field 54. */
export function parseAdditionalAmounts(text: string): readonly AdditionalAmount[] | undefined {
  const count = text.length / characters;
  if (!Number.isInteger(count) || count < 1 || count > most) return undefined;
  const amounts: AdditionalAmount[] = [];
  for (let start = 0; start < text.length; start += characters) {
    const parts = layout.exec(text.slice(start, start + characters));
    const [, accountType = '', amountType = '', currency = '', sign, digits = ''] = parts ?? [];
    // A debit of nothing would be a second way to write a credit of nothing.
    if (parts === null || (sign === 'D' && !/[1-9]/.test(digits))) return undefined;
    const amount = sign === 'D' ? -BigInt(digits) : BigInt(digits);
    amounts.push({ accountType, amountType, currency, amount });
  }
  return amounts;
}

/** Field 54. @throws RangeError when there is no amount, more than six, or one is ill-formed */
export function formatAdditionalAmounts(amounts: readonly AdditionalAmount[]): string {
  const text = amounts
    .map(({ accountType, amountType, currency, amount }) => {
      const size = amount < 0n ? -amount : amount;
      if (size > largest) throw new RangeError('An additional amount has twelve digits at most');
      return accountType + amountType + currency + (amount < 0n ? 'D' : 'C') + String(size).padStart(12, '0');
    })
    .join('');
  if (!isAdditionalAmounts(text)) throw new RangeError('Additional amounts are one to six, each well-formed');
  return text;
}

export function isAdditionalAmounts(text: string): boolean {
  return parseAdditionalAmounts(text) !== undefined;
}
