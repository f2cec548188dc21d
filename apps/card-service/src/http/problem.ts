/** What is wrong with one field of a request; never repeats the value that was sent. */
export interface FieldProblem {
  /** Path of the field, as `merchant.mcc`. */
  readonly field: string;
  readonly problem: string;
}

/**
 * A request that cannot be served, as RFC 9457 shows it to the caller. Throw it anywhere below a controller.
 * `code` is stable and snake_case; `title` is the same for every occurrence of a code; `detail` tells of this one and
 * never holds a card number, a key or an internal name. A declined authorization is a result, not a problem.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly detail: string | undefined;
  readonly errors: readonly FieldProblem[] | undefined;
  /** Headers that go with the answer, such as Retry-After. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    occurrence: {
      detail?: string;
      errors?: readonly FieldProblem[];
      headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(`${code}: ${occurrence.detail ?? title}`);
    this.detail = occurrence.detail;
    this.errors = occurrence.errors;
    this.headers = occurrence.headers ?? {};
  }
}
