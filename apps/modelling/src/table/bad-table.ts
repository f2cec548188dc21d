/** A table that no scorecard can be made of, or applied to; says everything that is wrong with it at once. */
export class BadTable extends Error {
  override readonly name = 'BadTable';

  constructor(
    readonly file: string,
    readonly problems: readonly string[],
  ) {
    super(`${file} cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}
