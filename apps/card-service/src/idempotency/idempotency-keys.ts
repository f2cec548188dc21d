import { Inject, Injectable } from '@nestjs/common';
import { Coalescer, loadStatement, type Pool } from '@mayfly/postgres';
import { IDS, POOL, type Ids } from '../providers';
import { keyInFlight, keyReused } from './idempotency-problems';
import type { IdempotentCall } from './idempotent-call';

/**
 * The right to have the effect of a call. The statement that has the effect checks the claim, and writes the answer to
 * the key's row, so that both happen or neither.
 */
export interface Claim {
  readonly principalId: string;
  readonly key: string;
  readonly claimId: string;
}

interface ClaimRow {
  readonly outcome: 'claimed' | 'answered' | 'in_flight' | 'other_request';
  readonly answer: unknown;
}

type Claiming = IdempotentCall & { readonly claimId: string };

const claimKeys = loadStatement(__dirname, 'claim-keys.sql');
const releaseClaim = loadStatement(__dirname, 'release-claim.sql');

/**
 * After this long without an answer a claim may be taken over: its call died with its process. Longer than any statement
 * may take; and should the call be alive after all, it finds its claim gone and has no effect.
 */
const claimLapsesAfterSeconds = 15;

/** Makes calls with an Idempotency-Key have their effect once; keys are kept for 24 hours. */
@Injectable()
export class IdempotencyKeys {
  readonly #claims = new Coalescer<Claiming, ClaimRow>({
    run: (calls) => this.claimAll(calls),
    keyOf: (call) => `${call.principalId} ${call.key}`,
    maxBatch: 128,
    maxQueued: 2_000,
    maxConcurrent: 2,
  });

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /**
   * Runs `perform` for the first call with its key and `recall`, with what `perform` stored, for every later one.
   *
   * @throws Problem 409 idempotency_key_in_flight, 422 idempotency_key_reused, and whatever `perform` throws: then
   * nothing was written, and the key can be used again
   */
  async once<Answer>(
    call: IdempotentCall,
    perform: (claim: Claim) => Promise<Answer>,
    recall: (stored: unknown) => Promise<Answer>,
  ): Promise<Answer> {
    const claim = { principalId: call.principalId, key: call.key, claimId: this.ids.uuid() };
    const { outcome, answer } = await this.#claims.submit({ ...call, claimId: claim.claimId });
    switch (outcome) {
      case 'claimed':
        return await this.performOrRelease(claim, perform);
      case 'answered':
        return await recall(answer);
      case 'in_flight':
        throw keyInFlight();
      case 'other_request':
        throw keyReused();
    }
  }

  private async performOrRelease<Answer>(
    claim: Claim,
    perform: (claim: Claim) => Promise<Answer>,
  ): Promise<Answer> {
    try {
      return await perform(claim);
    } catch (error) {
      // Safe even where the outcome of the commit is unknown: an answer that was written stays. If this fails as well,
      // the claim lapses by itself, so the first error is the one to tell.
      await releaseClaim
        .rows(this.pool, [claim.principalId, claim.key, claim.claimId])
        .catch(() => undefined);
      throw error;
    }
  }

  private claimAll(calls: readonly Claiming[]): Promise<ClaimRow[]> {
    return claimKeys.rows<ClaimRow>(this.pool, [
      calls.map((call) => call.principalId),
      calls.map((call) => call.key),
      calls.map((call) => call.requestHash),
      calls.map((call) => call.claimId),
      claimLapsesAfterSeconds,
    ]);
  }
}
