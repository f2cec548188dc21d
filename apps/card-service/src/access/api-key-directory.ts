import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Coalescer, loadStatement, type Pool } from '@mayfly/postgres';
import { MONOTONIC_CLOCK, SIDE_POOL, type MonotonicClock } from '../providers';
import { signingSecretUnreadable } from './access-problems';
import { KeyMemory } from './key-memory';
import type { Principal, Scheme } from './principal';
import type { Role } from './roles';
import { SecretUnreadable, SigningSecrets } from './signing-secrets';

/** An API key that is in force. */
export interface KnownKey {
  readonly principal: Principal;
  /** Networks and merchants only. */
  readonly signingSecret: string | undefined;
}

/** What is found for one hash: a key in force, or nothing. */
type KeyRow = FoundKeyRow | { readonly key_id: null };

interface FoundKeyRow {
  readonly key_id: string;
  readonly role: Role;
  readonly customer_id: string | null;
  readonly party_id: string | null;
  readonly signing_secret_ciphertext: Buffer | null;
  readonly party_name: string | null;
  readonly scheme: Scheme | null;
  readonly merchant_id: string | null;
  readonly mcc: string | null;
  /** By the database's clock, when it was read; null: the key does not expire. */
  readonly expires_in_ms: number | null;
}

interface Lookup {
  readonly hash: Buffer;
  /** The hash as text. */
  readonly name: string;
}

type Lookups = Coalescer<Lookup, KeyRow>;

const findApiKey = loadStatement(__dirname, 'find-api-key.sql');

/** How long a revoked key may go on working on another instance than the one that revoked it. */
const rememberedMs = 5_000;
const mostRemembered = 10_000;

/** Keys of one query. */
const mostAtOnce = 500;

/** Eight queries: what waits behind them still gets its turn in a fraction of a second. */
const mostNewcomersWaiting = 4_000;

/** The form in which a key is stored and looked up. */
export function hashOfApiKey(apiKey: string): Buffer {
  return createHash('sha256').update(apiKey).digest();
}

/**
 * Finds API keys; remembers each for some seconds, so that a network's calls need no query of their own.
 *
 * Whoever sends keys that nobody has, however many and however fast, fills a memory and a queue of their own: keys that
 * are known stay so, and are read again past those that nobody knows yet.
 */
@Injectable()
export class ApiKeyDirectory {
  readonly #known = new KeyMemory<KnownKey>(mostRemembered);
  readonly #unknown = new KeyMemory<undefined>(mostRemembered);
  /** Under way, by name: as many as wait in the two queues, and two batches. */
  readonly #asked = new Map<string, Promise<KnownKey | undefined>>();
  readonly #newcomers: Lookups;
  readonly #returning: Lookups;
  /** Grows when all is forgotten: what was asked before must not be remembered after. */
  #generation = 0;

  constructor(
    @Inject(SIDE_POOL) private readonly pool: Pool,
    @Inject(MONOTONIC_CLOCK) private readonly clock: MonotonicClock,
    private readonly secrets: SigningSecrets,
  ) {
    this.#newcomers = this.lookups(mostNewcomersWaiting);
    this.#returning = this.lookups(mostRemembered);
  }

  /**
   * The key's owner; undefined when there is no such key, or it was revoked or has expired. Throws when the database is
   * away, and `Overloaded` when too many keys that were not seen before wait.
   */
  find(apiKey: string): Promise<KnownKey | undefined> {
    const hash = hashOfApiKey(apiKey);
    const name = hash.toString('base64');
    const nowMs = this.clock.nowMs();
    const known = this.#known.get(name);
    if (known !== undefined && nowMs < known.untilMs) return Promise.resolve(known.value);
    if (nowMs < (this.#unknown.get(name)?.untilMs ?? -Infinity)) return Promise.resolve(undefined);
    const lookups = known === undefined ? this.#newcomers : this.#returning;
    return this.#asked.get(name) ?? this.ask({ hash, name }, lookups);
  }

  /** Makes this instance ask the database again for every key; after one was revoked. */
  forget(): void {
    this.#generation += 1;
    this.#known.clear();
    this.#unknown.clear();
    this.#asked.clear();
  }

  private ask(lookup: Lookup, lookups: Lookups): Promise<KnownKey | undefined> {
    const { name } = lookup;
    const asked = this.load(lookup, lookups).finally(() => {
      if (this.#asked.get(name) === asked) this.#asked.delete(name);
    });
    this.#asked.set(name, asked);
    return asked;
  }

  /** Nothing is remembered of an answer that never came. */
  private async load(lookup: Lookup, lookups: Lookups): Promise<KnownKey | undefined> {
    const generation = this.#generation;
    const askedMs = this.clock.nowMs();
    const row = await lookups.submit(lookup);
    const found = row.key_id === null ? undefined : { row, key: knownKeyOf(row, this.secrets) };
    if (generation !== this.#generation) return found?.key;
    if (found === undefined) {
      this.#known.delete(lookup.name);
      this.#unknown.remember(lookup.name, undefined, askedMs + rememberedMs);
    } else {
      // Counted from before the query, so that a key ends here no later than in the database.
      const goodForMs = Math.min(rememberedMs, found.row.expires_in_ms ?? Infinity);
      this.#known.remember(lookup.name, found.key, askedMs + goodForMs);
    }
    return found?.key;
  }

  private lookups(maxQueued: number): Lookups {
    return new Coalescer<Lookup, KeyRow>({
      run: (members) => findApiKey.rows<KeyRow>(this.pool, [members.map(({ hash }) => hash)]),
      maxBatch: mostAtOnce,
      maxQueued,
      maxConcurrent: 1,
    });
  }
}

function knownKeyOf(row: FoundKeyRow, secrets: SigningSecrets): KnownKey {
  const sealed = row.signing_secret_ciphertext;
  return {
    principal: principalOf(row),
    signingSecret: sealed === null ? undefined : opened(sealed, row.key_id, secrets),
  };
}

function opened(sealed: Buffer, keyId: string, secrets: SigningSecrets): string {
  try {
    return secrets.open(sealed, keyId);
  } catch (error) {
    if (error instanceof SecretUnreadable) throw signingSecretUnreadable();
    throw error;
  }
}

function principalOf(row: FoundKeyRow): Principal {
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
        merchant: row.merchant_id === null ? null : { id: row.merchant_id, mcc: present(row.mcc) },
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
