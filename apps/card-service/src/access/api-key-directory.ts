import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { CLOCK, POOL, type Clock } from '../providers';
import type { Principal, Scheme } from './principal';
import type { Role } from './roles';
import { SigningSecrets } from './signing-secrets';

/** An API key that is in force. */
export interface KnownKey {
  readonly principal: Principal;
  /** Networks and merchants only. */
  readonly signingSecret: string | undefined;
}

interface KeyRow {
  readonly key_id: string;
  readonly role: Role;
  readonly customer_id: string | null;
  readonly party_id: string | null;
  readonly signing_secret_ciphertext: Buffer | null;
  readonly party_name: string | null;
  readonly scheme: Scheme | null;
}

interface Remembered {
  readonly key: Promise<KnownKey | undefined>;
  readonly untilMs: number;
}

const findApiKey = loadStatement(__dirname, 'find-api-key.sql');

/** How long a revoked key may go on working on another instance than the one that revoked it. */
const rememberedMs = 5_000;
const mostRemembered = 10_000;

/** The form in which a key is stored and looked up. */
export function hashOfApiKey(apiKey: string): Buffer {
  return createHash('sha256').update(apiKey).digest();
}

/** Finds API keys; remembers each for some seconds, so that a network's calls need no query of their own. */
@Injectable()
export class ApiKeyDirectory {
  private readonly remembered = new Map<string, Remembered>();

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly secrets: SigningSecrets,
  ) {}

  /** The key's owner; undefined when there is no such key or it was revoked. Throws when the database is away. */
  find(apiKey: string): Promise<KnownKey | undefined> {
    const hash = hashOfApiKey(apiKey);
    const name = hash.toString('base64');
    const nowMs = this.clock.now().getTime();
    const known = this.remembered.get(name);
    if (known !== undefined && nowMs < known.untilMs) return known.key;
    return this.remember(name, nowMs, this.load(hash));
  }

  /** Makes this instance ask the database again for every key; after one was revoked. */
  forget(): void {
    this.remembered.clear();
  }

  private remember(
    name: string,
    nowMs: number,
    key: Promise<KnownKey | undefined>,
  ): Promise<KnownKey | undefined> {
    this.remembered.delete(name);
    const [oldest] = this.remembered.keys();
    if (oldest !== undefined && this.remembered.size >= mostRemembered) this.remembered.delete(oldest);
    const entry = { key, untilMs: nowMs + rememberedMs };
    this.remembered.set(name, entry);
    // An answer that never came must not be remembered as one.
    key.catch(() => {
      if (this.remembered.get(name) === entry) this.remembered.delete(name);
    });
    return key;
  }

  private async load(hash: Buffer): Promise<KnownKey | undefined> {
    const [row] = await findApiKey.rows<KeyRow>(this.pool, [hash]);
    if (row === undefined) return undefined;
    const sealed = row.signing_secret_ciphertext;
    return {
      principal: principalOf(row),
      signingSecret: sealed === null ? undefined : this.secrets.open(sealed, row.key_id),
    };
  }
}

function principalOf(row: KeyRow): Principal {
  const { key_id: keyId, role } = row;
  switch (role) {
    case 'network':
    case 'merchant':
      return {
        role,
        keyId,
        partyId: present(row.party_id),
        name: present(row.party_name),
        scheme: present(row.scheme),
      };
    case 'customer':
      return { role, keyId, customerId: present(row.customer_id) };
    case 'agent':
    case 'operator':
    case 'auditor':
      return { role, keyId };
  }
}

function present<T>(value: T | null): T {
  if (value === null) throw new Error('an API key without the owner that its role demands');
  return value;
}
