/** Why a record cannot become an event. No retry can help: such a record goes to the dead letters at once. */
export type Unreadable =
  | 'missing_key'
  | 'missing_header'
  | 'unknown_type'
  | 'missing_value'
  | 'malformed_json'
  | 'schema_violation'
  | 'key_mismatch';

/** A record that is not an event of its topic. The message names paths and rules, never values. */
export class UnreadableRecord extends Error {
  override readonly name = 'UnreadableRecord';

  constructor(
    readonly code: Unreadable,
    explanation: string,
  ) {
    super(`${code}: ${explanation}`);
  }
}
