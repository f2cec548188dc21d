import { readCell, type SpecialCodes } from './cell';

/** In {@link Column.codes}: the cell is a number, the cell is empty; every other code less 1 is an index of `texts`. */
export const numberCode = -1;
export const emptyCode = 0;

/** A column in memory. */
export interface Column {
  readonly name: string;
  readonly kind: 'number' | 'category';
  readonly numbers: Float64Array;
  readonly codes: Int32Array;
  readonly texts: readonly string[];
  /** Codes of special values that occur, in the operator's order. */
  readonly special: readonly number[];
}

/** Takes a column's cells one by one. */
export class ColumnBuilder {
  private numbers = new Float64Array(1024);
  private codes = new Int32Array(1024);
  private readonly codeOf = new Map<string, number>();
  private readonly specialCodes = new Map<string, number>();
  private rows = 0;
  private firstNumber: string | undefined;
  private firstText: string | undefined;
  private numberCount = 0;
  private textCount = 0;

  constructor(
    readonly name: string,
    private readonly special: SpecialCodes,
  ) {}

  /** `line` is for messages. */
  add(cell: string, line: number): void {
    if (this.rows === this.codes.length) this.grow();
    const read = readCell(cell);
    const special = this.special.find(cell, read);
    if (special !== undefined) {
      const code = this.codeFor(special);
      this.specialCodes.set(special, code);
      this.codes[this.rows] = code;
    } else if (typeof read === 'number') {
      this.numberCount += 1;
      this.firstNumber ??= `${cell.trim()} in line ${line}`;
      this.numbers[this.rows] = read;
      this.codes[this.rows] = numberCode;
    } else if (read !== null) {
      this.textCount += 1;
      this.firstText ??= `"${read}" in line ${line}`;
      this.codes[this.rows] = this.codeFor(read);
    }
    this.rows += 1;
  }

  /** What is wrong with the column, or undefined. */
  problem(): string | undefined {
    if (this.firstNumber === undefined || this.firstText === undefined) return undefined;
    return (
      `column ${this.name} has mixed types: ${this.numberCount} numbers (${this.firstNumber}) and ` +
      `${this.textCount} texts (${this.firstText}); name the odd values with --special, or --exclude the column`
    );
  }

  build(): Column {
    return {
      name: this.name,
      kind: this.textCount > 0 ? 'category' : 'number',
      numbers: this.numbers.slice(0, this.rows),
      codes: this.codes.slice(0, this.rows),
      texts: [...this.codeOf.keys()],
      special: this.special.values.flatMap((value) => this.specialCodes.get(value) ?? []),
    };
  }

  private codeFor(text: string): number {
    const known = this.codeOf.get(text);
    if (known !== undefined) return known;
    const code = this.codeOf.size + 1;
    this.codeOf.set(text, code);
    return code;
  }

  private grow(): void {
    const numbers = new Float64Array(this.rows * 2);
    numbers.set(this.numbers);
    this.numbers = numbers;
    const codes = new Int32Array(this.rows * 2);
    codes.set(this.codes);
    this.codes = codes;
  }
}
