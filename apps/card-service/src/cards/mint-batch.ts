import type { Pool } from '@mayfly/postgres';
import type { Outbox } from '../outbox/outbox';
import { loadPublishingStatement } from '../outbox/publishing-statement';
import type { Settings } from '../settings';
import type { Claim } from '../idempotency/idempotency-keys';

/** One card to be minted, with a number that may turn out to be taken. */
export interface MintMember {
  readonly claim: Claim;
  readonly customerId: string;
  readonly cardId: string;
  readonly capMinor: bigint;
  readonly currency: string | null;
  readonly merchantLock: string | null;
  readonly validitySeconds: number;
  /** One purchase, or several at one merchant. */
  readonly uses: 'single' | 'split';
  readonly numberHash: Buffer;
  /** Under which the number would lie if it was minted under another generation of the lookup key. */
  readonly olderHashes: readonly Buffer[];
  readonly lookupKeyId: string;
  readonly verificationKeyId: string;
  readonly envelope: Buffer;
  readonly vaultKeyId: string;
  readonly iin: string;
  readonly lastFour: string;
  readonly eventId: string;
  readonly traceparent: string;
}

/** The card's terms as the database set them. */
export interface MintedTerms {
  readonly cap_minor: bigint;
  readonly currency: string;
  readonly merchant_lock: string | null;
  readonly valid_until: Date;
  /** YYMM. */
  readonly expiry: string;
  readonly verification_key_id: string;
}

/** What became of one member. */
export type MintOutcome =
  | ({ readonly outcome: 'minted' } & MintedTerms)
  | {
      readonly outcome:
        | 'claim_lost'
        | 'customer_unknown'
        | 'account_frozen'
        | 'other_currency'
        | 'too_many_open'
        | 'too_many_lately'
        | 'number_taken';
    };

const mintCards = loadPublishingStatement(__dirname, 'mint-cards.sql');

/** Mints cards in one statement, at most one for each key; one outcome per member, in order. */
export function mintBatch(
  outbox: Outbox,
  pool: Pool,
  members: readonly MintMember[],
  quotas: Pick<Settings, 'openCardQuota' | 'dailyMintQuota'>,
): Promise<MintOutcome[]> {
  return mintCards.rows<MintOutcome>(outbox, pool, [
    members.map((member) => member.claim.principalId),
    members.map((member) => member.claim.key),
    members.map((member) => member.claim.claimId),
    members.map((member) => member.customerId),
    members.map((member) => member.cardId),
    members.map((member) => member.capMinor),
    members.map((member) => member.currency),
    members.map((member) => member.merchantLock),
    members.map((member) => member.validitySeconds),
    members.map((member) => member.numberHash),
    members.map((member) => member.envelope),
    members.map((member) => member.vaultKeyId),
    members.map((member) => member.iin),
    members.map((member) => member.lastFour),
    members.map((member) => member.eventId),
    members.map((member) => member.traceparent),
    quotas.openCardQuota,
    quotas.dailyMintQuota,
    members.flatMap(({ olderHashes }) => olderHashes),
    members.flatMap(({ olderHashes }, place) => olderHashes.map(() => place + 1)),
    members.map((member) => member.lookupKeyId),
    members.map((member) => member.verificationKeyId),
    members.map((member) => member.uses),
  ]);
}
