/** A message that leads to no use case: it is answered with this code, and nothing is written. */
export class Unanswered extends Error {
  /** @param de39 ISO 8583 field 39 */
  constructor(readonly de39: string) {
    super(`answered ${de39}`);
  }
}
