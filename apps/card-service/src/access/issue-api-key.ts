import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { notFound } from '../problems/known-problems';
import { IDS, POOL, RANDOM, type Ids, type RandomSource } from '../providers';
import { hashOfApiKey } from './api-key-directory';
import type { Scheme } from './principal';
import type { Role } from './roles';
import { SigningSecrets } from './signing-secrets';

/** Whose key it is to be. */
export type KeyHolder =
  | { readonly role: 'network' | 'merchant'; readonly name: string; readonly scheme: Scheme }
  | { readonly role: 'network' | 'merchant'; readonly partyId: string }
  | { readonly role: 'customer'; readonly customerId: string }
  | { readonly role: 'agent' | 'operator' | 'auditor' };

/** A fresh key with its secrets: they are shown in this answer, and nowhere else. */
export interface IssuedKey {
  readonly keyId: string;
  readonly role: Role;
  readonly apiKey: string;
  readonly partyId?: string;
  readonly signingSecret?: string;
}

const issueApiKey = loadStatement(__dirname, 'issue-api-key.sql');

/** Both secrets have 256 bits. */
const secretBytes = 32;

/** Issues API keys; networks and merchants get a signing secret with theirs. */
@Injectable()
export class IssueApiKey {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(RANDOM) private readonly random: RandomSource,
    private readonly secrets: SigningSecrets,
  ) {}

  /** @throws Problem 404 when the customer or the party that is to hold the key is unknown */
  async execute(holder: KeyHolder): Promise<IssuedKey> {
    const keyId = this.ids.uuid();
    const apiKey = `mayfly_${holder.role}_${this.random.bytes(secretBytes).toString('base64url')}`;
    const party = this.partyOf(holder, keyId);
    const rows = await issueApiKey.rows(this.pool, [
      keyId,
      hashOfApiKey(apiKey),
      holder.role,
      'customerId' in holder ? holder.customerId : null,
      party?.partyId ?? null,
      party?.sealedSecret ?? null,
      'name' in holder ? holder.name : null,
      'scheme' in holder ? holder.scheme : null,
    ]);
    if (rows.length === 0) throw notFound('The holder of the key is unknown.');
    return {
      keyId,
      role: holder.role,
      apiKey,
      ...(party === undefined ? {} : { partyId: party.partyId, signingSecret: party.signingSecret }),
    };
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
