import type { ReceivedEvent } from './received-event';

/** Hands events of one topic to its handler. */
export type Handle = (events: readonly ReceivedEvent[], attempt: number) => Promise<void>;

interface Waiting {
  readonly events: readonly ReceivedEvent[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes one batch of what a fetch brought of several partitions: a batch costs more than the events in it. The events of a partition
 * stay in order. Only first attempts go together: after a failure each partition tries again by itself, and is not held up by another's
 * poison.
 */
export class FetchedTogether {
  readonly #waiting = new Map<string, Waiting[]>();

  constructor(private readonly handle: Handle) {}

  /** Settles as the handling of the batch does that the events became part of. */
  submit(events: readonly ReceivedEvent[], attempt: number): Promise<void> {
    const topic = events[0]?.topic ?? '';
    if (attempt > 1) return this.handle(events, attempt);
    return new Promise((resolve, reject) => {
      const others = this.#waiting.get(topic);
      if (others !== undefined) {
        others.push({ events, resolve, reject });
        return;
      }
      this.#waiting.set(topic, [{ events, resolve, reject }]);
      // The partitions of a fetch are handed out one after the other, before the event loop goes on.
      setImmediate(() => void this.#handleTogether(topic));
    });
  }

  async #handleTogether(topic: string): Promise<void> {
    const together = this.#waiting.get(topic) ?? [];
    this.#waiting.delete(topic);
    try {
      await this.handle(
        together.flatMap(({ events }) => events),
        1,
      );
      for (const { resolve } of together) resolve();
    } catch (error) {
      for (const { reject } of together) reject(error);
    }
  }
}
