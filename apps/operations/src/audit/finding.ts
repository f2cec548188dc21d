/** What one invariant found: no violation, or the rows that break it. */
export interface Finding {
  /** Number and name of the invariant, as in docs/invariants.md. */
  readonly invariant: string;
  readonly violations: readonly string[];
}
