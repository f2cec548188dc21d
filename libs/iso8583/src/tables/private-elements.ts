/**
 * What travels in field 48, each element as a tag of two digits, a length of two digits and a value.
 *
 * ISO 8583:1987 has no field for any of these. Tags 61, 63, 84 and 92 mean what Mastercard's do; the others are our own.
 */
export interface PrivateElement {
  readonly tag: string;
  readonly name: string;
  /** What the value must be, for the machine and for the reader. */
  readonly pattern: RegExp;
  readonly format: string;
  readonly meaning: string;
  /** True when no dump may show it. */
  readonly secret: boolean;
}

const element = (
  tag: string,
  name: string,
  pattern: RegExp,
  format: string,
  meaning: string,
): PrivateElement => ({ tag, name, pattern, format, meaning, secret: false });

const rows: readonly PrivateElement[] = [
  element(
    '10',
    'amount kind',
    /^[DT]$/,
    'a 1',
    'an increment: D, field 4 is what comes on top; T, the new total',
  ),
  element('11', 'clearing kind', /^[FP]$/, 'a 1', 'a clearing: F, the final one; P, more may follow'),
  element('61', 'partial approval', /^[01]$/, 'n 1', '1: the terminal can take an approval of a part'),
  element(
    '63',
    'network transaction id',
    /^[\x21-\x7e]{1,36}$/,
    'ans 1–36',
    "the network's own id of the purchase",
  ),
  element('84', 'advice code', /^\d{2}$/, 'n 2', 'in an answer: whether and when to try again'),
  { ...element('92', 'CVV2', /^\d{3}$/, 'n 3', "the customer's three digits"), secret: true },
];

/** The private elements, by tag. */
export const privateElements: ReadonlyMap<string, PrivateElement> = new Map(
  rows.map((row) => [row.tag, row]),
);
