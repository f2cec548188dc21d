import { Injectable } from '@nestjs/common';

interface Waiter {
  readonly customerIds: ReadonlySet<string>;
  readonly wake: () => void;
}

/** Tells requests that wait for a profile, in this process, that one was stored. */
@Injectable()
export class ProfileArrivals {
  readonly #waiters = new Set<Waiter>();

  /** Profiles of these customers were stored. */
  announce(customerIds: readonly string[]): void {
    for (const waiter of this.#waiters) {
      if (customerIds.some((customerId) => waiter.customerIds.has(customerId))) waiter.wake();
    }
  }

  /** Resolves when a profile of one of these customers is stored by this process, after `withinMs` at the latest. */
  async next(customerIds: ReadonlySet<string>, withinMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
        resolve();
      };
      const timer = setTimeout(wake, withinMs);
      const waiter: Waiter = { customerIds, wake };
      this.#waiters.add(waiter);
    });
  }
}
