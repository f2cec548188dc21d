import { Inject, Injectable } from '@nestjs/common';
import type { AuthorizationState } from '@mayfly/contracts';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { POOL } from '../../providers';
import type { Authorization, NetworkMessageKey } from '../authorization';
import { authorizationOf, type AuthorizationRow } from '../authorization-row';

/** What a message booked. Amounts are minor units of the authorization's currency. */
export interface BookedMovement {
  readonly id: string;
  readonly authorizationId: string;
  readonly kind: string;
  /** As it came; null: all of it. */
  readonly statedMinor: bigint | null;
  readonly statedAs: 'delta' | 'total';
  readonly final: boolean | null;
  readonly currency: string;
  readonly releasedMinor: bigint;
  readonly capturedMinor: bigint;
  readonly beyondHoldMinor: bigint;
  readonly addedMinor: bigint;
  readonly repaidMinor: bigint;
  readonly payableMinor: bigint;
  /** The authorization as this left it. */
  readonly state: AuthorizationState;
  readonly heldMinor: bigint;
  readonly clearedMinor: bigint;
  readonly flags: readonly string[];
  readonly bookedAt: Date;
}

/** An authorization and the key of the message that asked for it. */
export interface KeyedAuthorization {
  readonly authorization: Authorization;
  readonly key: Omit<NetworkMessageKey, 'networkId'>;
}

const findMovement = loadStatement(__dirname, 'find-movement.sql');
const readAuthorization = loadStatement(__dirname, 'read-authorization-row.sql');

/** Reads what messages booked. */
@Injectable()
export class ReadMovements {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Undefined when no such message was booked. */
  async byMessage(kind: string, key: NetworkMessageKey): Promise<BookedMovement | undefined> {
    const [movement] = await findMovement.rows<BookedMovement>(this.pool, [
      kind,
      key.networkId,
      key.acquirerId,
      key.transmittedAt,
      key.stan,
      key.terminalId,
    ]);
    return movement;
  }

  /** The authorization as it is now. */
  async authorization(id: string): Promise<KeyedAuthorization | undefined> {
    const [row] = await readAuthorization.rows<AuthorizationRow>(this.pool, [id]);
    if (row === undefined) return undefined;
    const { acquirer_id: acquirerId, terminal_id: terminalId, stan, transmitted_at: transmittedAt } = row;
    return { authorization: authorizationOf(row), key: { acquirerId, terminalId, stan, transmittedAt } };
  }
}
