import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { SIDE_POOL } from '../providers';
import type { ApiKeyListDto, ListApiKeysDto, ListedKeyDto } from './list-api-keys.dto';
import type { Role } from './roles';

interface ListedRow {
  readonly key_id: string;
  readonly role: Role;
  readonly party_id: string | null;
  readonly party_name: string | null;
  readonly customer_id: string | null;
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly last_used_at: Date | null;
  readonly revoked_at: Date | null;
}

const listApiKeys = loadStatement(__dirname, 'list-api-keys.sql');

const usualLimit = 50;

/** Lists API keys with their holders, never a secret. */
@Injectable()
export class ListApiKeys {
  constructor(@Inject(SIDE_POOL) private readonly pool: Pool) {}

  /** A page of those that match, the newest first. Throws what the driver throws when the database is away. */
  async execute({
    role,
    partyId,
    customerId,
    cursor,
    limit = usualLimit,
  }: ListApiKeysDto): Promise<ApiKeyListDto> {
    const params = [role ?? null, partyId ?? null, customerId ?? null, cursor ?? null];
    // One more than asked for tells whether there is a next page.
    const rows = await listApiKeys.rows<ListedRow>(this.pool, [...params, limit + 1]);
    const apiKeys = rows.slice(0, limit).map(listed);
    const last = apiKeys.at(-1);
    return { apiKeys, ...(rows.length > limit && last !== undefined ? { nextCursor: last.keyId } : {}) };
  }
}

function listed(row: ListedRow): ListedKeyDto {
  return {
    keyId: row.key_id,
    role: row.role,
    ...(row.party_id === null ? {} : { partyId: row.party_id }),
    ...(row.party_name === null ? {} : { partyName: row.party_name }),
    ...(row.customer_id === null ? {} : { customerId: row.customer_id }),
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  };
}
