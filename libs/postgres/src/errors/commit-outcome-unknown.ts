/**
 * The connection was lost after COMMIT was sent: the transaction may have happened, or not.
 *
 * Never run the work again on this error alone; read by its idempotency key what became of it.
 */
export class CommitOutcomeUnknown extends Error {
  override readonly name = 'CommitOutcomeUnknown';

  constructor(cause: unknown) {
    super('The connection was lost during COMMIT: the transaction may have happened', { cause });
  }
}
