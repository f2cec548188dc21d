/** 1 where the outcome is good, 0 where it is bad; by row of the table. */
export type Outcomes = Uint8Array;

/** Some rows of a table, by index. */
export type Rows = Int32Array;

/** Counts of a class. */
export interface Counts {
  readonly goods: number;
  readonly bads: number;
}

/** Counts both outcomes among the rows. */
export function countOutcomes(rows: Rows, outcomes: Outcomes): Counts {
  let goods = 0;
  for (const row of rows) goods += outcomes[row] ?? 0;
  return { goods, bads: rows.length - goods };
}
