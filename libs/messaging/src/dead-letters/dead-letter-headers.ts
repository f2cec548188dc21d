/** Headers of a dead letter: where the record came from and why it is here. Names of topics and groups are without prefix. */
export const deadLetterHeader = {
  originalTopic: 'mayfly-original-topic',
  originalPartition: 'mayfly-original-partition',
  originalOffset: 'mayfly-original-offset',
  groupId: 'mayfly-group',
  attempts: 'mayfly-attempts',
  errorClass: 'mayfly-error-class',
  errorMessage: 'mayfly-error-message',
  failedAt: 'mayfly-failed-at',
  /** Present when the value was not copied; says why. */
  valueWithheld: 'mayfly-value-withheld',
  /** On a receipt in the dead-letter topic: the id of the letter that was sent back to its topic. */
  receiptFor: 'mayfly-replay-receipt-for',
} as const;

/** Header of a record that was sent back to its topic: the id of the dead letter that it was. */
export const replayedFromHeader = 'mayfly-replayed-from';
