import type { EachBatchPayload } from 'kafkajs';
import type { MessagingLog } from '../kafka/log';
import { reasonOf } from '../privacy/reason-of';

/** What was handled and not committed yet is delivered again after a crash, which changes nothing: as much as falls into this time. */
const commitEveryMs = 200;

type Offsets = Pick<EachBatchPayload, 'commitOffsetsIfNecessary' | 'uncommittedOffsets'>;

/** Commits the offsets of one consumer, those of all its partitions at once, beside the handling and so often at most. */
export class OffsetCommits {
  #latest: Offsets | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly log: MessagingLog) {}

  /** Something more was handled: it is committed soon. */
  moved(offsets: Offsets): void {
    this.#latest = offsets;
    this.#timer ??= setTimeout(() => void this.flush(), commitEveryMs);
  }

  /** Commits what is not committed yet. Never throws: what is not committed comes again. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const offsets = this.#latest;
    this.#latest = undefined;
    try {
      await offsets?.commitOffsetsIfNecessary(offsets.uncommittedOffsets());
    } catch (error) {
      this.log.debug({ reason: reasonOf(error) }, 'offsets not committed: the events may come again');
    }
  }
}
