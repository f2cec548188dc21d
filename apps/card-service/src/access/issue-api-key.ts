import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { keyInFlight } from '../idempotency/idempotency-problems';
import { IdempotencyKeys, type Claim } from '../idempotency/idempotency-keys';
import { idempotentCall } from '../idempotency/idempotent-call';
import { conflict, notFound, validationFailed } from '../http/known-problems';
import type { Problem } from '../http/problem';
import { IDS, POOL, RANDOM, type Ids, type RandomSource } from '../providers';
import { issuedKeyErased } from './access-problems';
import { hashOfApiKey } from './api-key-directory';
import type { BoundMerchant, Scheme } from './principal';
import type { Role } from './roles';
import { SigningSecrets } from './signing-secrets';

/** Whose key it is to be. */
export type KeyHolder =
  | { readonly role: 'network'; readonly name: string; readonly scheme: Scheme }
  | {
      readonly role: 'merchant';
      readonly name: string;
      readonly scheme: Scheme;
      readonly merchant: BoundMerchant;
    }
  | { readonly role: 'network' | 'merchant'; readonly partyId: string; readonly merchant?: BoundMerchant }
  | { readonly role: 'customer'; readonly customerId: string }
  | { readonly role: 'agent' | 'operator' | 'auditor' };

/** What a caller asks for; `key` is its Idempotency-Key. */
export interface IssueOrder {
  readonly principalId: string;
  readonly key: string;
  readonly holder: KeyHolder;
  /** Undefined: the key does not expire. */
  readonly expiresAt: Date | undefined;
}

/** A fresh key with its secrets: they are shown in this answer, in those to repeats of the call, and nowhere else. */
export interface IssuedKey {
  readonly keyId: string;
  readonly role: Role;
  readonly apiKey: string;
  readonly partyId?: string;
  readonly signingSecret?: string;
  /** ISO 8601. */
  readonly expiresAt?: string;
}

interface Outcome {
  readonly outcome: 'issued' | 'claim_lost' | 'expires_too_early' | 'holder_unknown' | 'bound_otherwise';
}

const issueApiKey = loadStatement(__dirname, 'issue-api-key.sql');
const recallIssuedKey = loadStatement(__dirname, 'recall-issued-key.sql');

/** Both secrets have 256 bits. */
const secretBytes = 32;

/** Issues API keys; networks and merchants get a signing secret with theirs. */
@Injectable()
export class IssueApiKey {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(RANDOM) private readonly random: RandomSource,
    private readonly keys: IdempotencyKeys,
    private readonly secrets: SigningSecrets,
  ) {}

  /**
   * A fresh key; the same key with the same secrets for a repeated call.
   *
   * @throws Problem 404 when the customer or the party that is to hold the key is unknown, 409 merchant_bound_already, 400
   * for an expiry that is not in the future, and those of {@link IdempotencyKeys.once}
   */
  execute({ principalId, key, holder, expiresAt }: IssueOrder): Promise<IssuedKey> {
    return this.keys.once(
      idempotentCall(principalId, key, 'issue an API key', { ...holder, expiresAt }),
      (claim) => this.issue(holder, expiresAt, claim),
      (stored) => this.recall((stored as { keyId: string }).keyId),
    );
  }

  private async issue(holder: KeyHolder, expiresAt: Date | undefined, claim: Claim): Promise<IssuedKey> {
    const keyId = this.ids.uuid();
    const apiKey = `mayfly_${holder.role}_${this.random.bytes(secretBytes).toString('base64url')}`;
    const party = this.partyOf(holder, keyId);
    const merchant = 'merchant' in holder ? holder.merchant : undefined;
    const issued: IssuedKey = {
      keyId,
      role: holder.role,
      apiKey,
      ...(party === undefined ? {} : { partyId: party.partyId, signingSecret: party.signingSecret }),
      ...(expiresAt === undefined ? {} : { expiresAt: expiresAt.toISOString() }),
    };
    const [answer] = await issueApiKey.rows<Outcome>(this.pool, [
      keyId,
      hashOfApiKey(apiKey),
      holder.role,
      'customerId' in holder ? holder.customerId : null,
      party?.partyId ?? null,
      party?.sealedSecret ?? null,
      'name' in holder ? holder.name : null,
      'scheme' in holder ? holder.scheme : null,
      expiresAt ?? null,
      this.secrets.seal(JSON.stringify(issued), keyId, this.random.bytes(12)),
      claim.principalId,
      claim.key,
      claim.claimId,
      merchant?.id ?? null,
      merchant?.mcc ?? null,
    ]);
    if (answer?.outcome !== 'issued') throw refusalOf(answer?.outcome);
    return issued;
  }

  private async recall(keyId: string): Promise<IssuedKey> {
    const [kept] = await recallIssuedKey.rows<{ answer_ciphertext: Buffer }>(this.pool, [keyId]);
    if (kept === undefined) throw issuedKeyErased();
    return JSON.parse(this.secrets.open(kept.answer_ciphertext, keyId)) as IssuedKey;
  }

  private partyOf(
    holder: KeyHolder,
    keyId: string,
  ): { partyId: string; signingSecret: string; sealedSecret: Buffer } | undefined {
    if (holder.role !== 'network' && holder.role !== 'merchant') return undefined;
    const signingSecret = this.random.bytes(secretBytes).toString('base64url');
    return {
      partyId: 'partyId' in holder ? holder.partyId : this.ids.uuid(),
      signingSecret,
      sealedSecret: this.secrets.seal(signingSecret, keyId, this.random.bytes(12)),
    };
  }
}

function refusalOf(outcome: Exclude<Outcome['outcome'], 'issued'> | undefined): Problem {
  switch (outcome) {
    case 'holder_unknown':
      return notFound('The holder of the key is unknown.');
    case 'bound_otherwise':
      return conflict(
        'merchant_bound_already',
        'This merchant has another id or category',
        'What a merchant is never changes: make a new one.',
      );
    case 'expires_too_early':
      return validationFailed([{ field: 'expiresAt', problem: 'has to be in the future' }]);
    case 'claim_lost':
    case undefined:
      return keyInFlight();
  }
}
