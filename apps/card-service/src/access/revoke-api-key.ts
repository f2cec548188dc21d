import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { notFound } from '../http/known-problems';
import { POOL } from '../providers';
import { ApiKeyDirectory } from './api-key-directory';

const revokeApiKey = loadStatement(__dirname, 'revoke-api-key.sql');

/** Ends an API key: here at once, on other instances within seconds. */
@Injectable()
export class RevokeApiKey {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly directory: ApiKeyDirectory,
  ) {}

  /** @throws Problem 404 for an unknown key */
  async execute(keyId: string): Promise<void> {
    const rows = await revokeApiKey.rows(this.pool, [keyId]);
    this.directory.forget();
    if (rows.length === 0) throw notFound();
  }
}
