import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { POOL } from '../../providers';
import type { Authorization, NetworkMessageKey } from '../authorization';
import { authorizationOf, type AuthorizationRow } from '../authorization-row';

/** What a message key stands for. */
export interface StoredAuthorization {
  readonly id: string;
  readonly authorization: Authorization;
  /** Until its deadline, by the database's clock; negative when it is over. */
  readonly remainingMs: number;
}

const findByNetworkMessage = loadStatement(__dirname, 'find-by-network-message.sql');

/** Finds the authorization that a network's message led to. */
@Injectable()
export class FindByNetworkMessage {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** What was asked for by this key. */
  find(key: NetworkMessageKey): Promise<StoredAuthorization | undefined> {
    return this.read(key, false);
  }

  /** What the network told us by this key that it had approved, or that a merchant collected: booked as an authorization of its own. */
  findForced(key: NetworkMessageKey): Promise<StoredAuthorization | undefined> {
    return this.read(key, true);
  }

  private async read(key: NetworkMessageKey, forced: boolean): Promise<StoredAuthorization | undefined> {
    const [row] = await findByNetworkMessage.rows<AuthorizationRow & { remaining_ms: number }>(this.pool, [
      key.networkId,
      key.acquirerId,
      key.transmittedAt,
      key.stan,
      key.terminalId,
      forced,
    ]);
    return row && { id: row.id, authorization: authorizationOf(row), remainingMs: row.remaining_ms };
  }
}
