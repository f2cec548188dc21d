const number = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;
const emptyWords = new Set(['', 'NA', 'N/A', 'NaN', 'nan', 'null', 'NULL']);

/** What a cell of a CSV file says: null when it says nothing. Spaces around it do not count. */
export function readCell(cell: string): number | string | null {
  const text = cell.trim();
  if (emptyWords.has(text)) return null;
  return number.test(text) ? Number(text) : text;
}

/** Recognizes the codes that an operator named as special: by text, or by number however it is written. */
export class SpecialCodes {
  private readonly byText: ReadonlySet<string>;
  private readonly byNumber: ReadonlyMap<number, string>;

  constructor(readonly values: readonly string[]) {
    this.byText = new Set(values);
    this.byNumber = new Map(
      values.flatMap((value) => {
        const read = readCell(value);
        return typeof read === 'number' ? [[read, value]] : [];
      }),
    );
  }

  /** The code as the operator wrote it. */
  find(cell: string, read: number | string | null): string | undefined {
    if (this.values.length === 0) return undefined;
    const text = cell.trim();
    if (this.byText.has(text)) return text;
    return typeof read === 'number' ? this.byNumber.get(read) : undefined;
  }
}
