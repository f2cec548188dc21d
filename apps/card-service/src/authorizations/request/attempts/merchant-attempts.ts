import { Inject, Injectable } from '@nestjs/common';
import { MONOTONIC_CLOCK, type MonotonicClock } from '../../../providers';

/** Failed attempts that one merchant of one network may have at first. */
export const mostMerchantAttempts = 20;
/** Time in which one comes back. */
export const merchantAttemptEveryMs = 60_000;
/** Merchants that are remembered; of one that is forgotten the attempts are full again, and its network's still count. */
export const mostMerchants = 10_000;

interface Allowance {
  attempts: number;
  asOfMs: number;
}

/**
 * The failed attempts that each merchant of a network has, in this process: who tests cards at one shop, or through one that it has
 * opened, does not use up those of the whole network, at whose other shops a typing error is still named. Whoever takes many
 * shops for it has those of the network in any case.
 */
@Injectable()
export class MerchantAttempts {
  /** The one that had no failure for longest comes first. */
  readonly #allowances = new Map<string, Allowance>();

  constructor(@Inject(MONOTONIC_CLOCK) private readonly clock: MonotonicClock) {}

  /** How many merchants are remembered. */
  get remembered(): number {
    return this.#allowances.size;
  }

  /** Takes one attempt; false when the merchant has none left. */
  take(networkId: string, merchantId: string): boolean {
    const key = `${networkId} ${merchantId}`;
    const nowMs = this.clock.nowMs();
    const before = this.#allowances.get(key) ?? { attempts: mostMerchantAttempts, asOfMs: nowMs };
    const returned = (nowMs - before.asOfMs) / merchantAttemptEveryMs;
    const attempts = Math.min(mostMerchantAttempts, before.attempts + returned);
    const allowed = attempts >= 1;
    this.#allowances.delete(key);
    this.forgetOldest();
    this.#allowances.set(key, { attempts: allowed ? attempts - 1 : attempts, asOfMs: nowMs });
    return allowed;
  }

  private forgetOldest(): void {
    const [oldest] = this.#allowances.keys();
    if (oldest !== undefined && this.#allowances.size >= mostMerchants) this.#allowances.delete(oldest);
  }
}
