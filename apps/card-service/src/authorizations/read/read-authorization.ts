import { Inject, Injectable } from '@nestjs/common';
import type { AuthorizationDecided, HoldReleased, HoldState } from '@mayfly/contracts';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { POOL } from '../../providers';
import type { Authorization } from '../authorization';
import { authorizationOf, type AuthorizationRow } from '../authorization-row';

/** The hold behind an authorization. */
export interface HoldView {
  readonly id: string;
  readonly state: HoldState;
  /** Why it was released; null while placed, and when captured. */
  readonly cause: HoldReleased['cause'] | null;
  readonly placedAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
}

/** Proof that held money became purchase power again. */
export interface ReleaseReceipt {
  readonly id: string;
  readonly cause: HoldReleased['cause'];
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly placedAt: Date;
  readonly releasedAt: Date;
}

/** A decision that came too late or contradicted the one that was applied: kept as evidence, without effect. */
export interface UnappliedDecision {
  readonly decisionId: string;
  readonly outcome: AuthorizationDecided['outcome'];
  readonly cause: 'late' | 'conflict' | 'unknown_authorization';
  readonly receivedAt: Date;
}

type AddedLater = 'creditPoints' | 'counterfactuals';

/** A decision as the worker published it. Those of the first release have neither points nor counterfactuals. */
export type StoredDecision = Omit<AuthorizationDecided, AddedLater> &
  Partial<Pick<AuthorizationDecided, AddedLater>>;

/** Everything the card service knows of one authorization. */
export interface AuthorizationView extends Authorization {
  readonly id: string;
  readonly customerId: string;
  readonly accountId: string;
  readonly cardId: string;
  readonly card: { readonly iin: string; readonly lastFour: string };
  readonly deadlineAt: Date;
  /** Null for what was answered at intake. */
  readonly hold: HoldView | null;
  readonly receipts: readonly ReleaseReceipt[];
  /** The applied decision. */
  readonly decision: StoredDecision | null;
  readonly unappliedDecisions: readonly UnappliedDecision[];
}

interface ViewRow extends AuthorizationRow {
  readonly iin: string;
  readonly last_four: string;
  readonly decision: StoredDecision | null;
  readonly hold_id: string | null;
  readonly hold_state: HoldState;
  readonly hold_cause: HoldReleased['cause'] | null;
  readonly placed_at: Date;
  readonly expires_at: Date;
  readonly ended_at: Date | null;
  readonly receipts: readonly {
    readonly receiptId: string;
    readonly cause: HoldReleased['cause'];
    readonly amountMinor: number;
    readonly currency: string;
    readonly placedAt: string;
    readonly releasedAt: string;
  }[];
  readonly unapplied_decisions: readonly (Omit<UnappliedDecision, 'receivedAt'> & {
    readonly receivedAt: string;
  })[];
}

const readAuthorization = loadStatement(__dirname, 'read-authorization.sql');

/** Reads one authorization with its hold, receipts and decisions. Who may see what of it is the caller's to decide. */
@Injectable()
export class ReadAuthorization {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Undefined when there is no such authorization. */
  async byId(id: string): Promise<AuthorizationView | undefined> {
    const [row] = await readAuthorization.rows<ViewRow>(this.pool, [id]);
    return row && viewOf(row);
  }
}

function viewOf(row: ViewRow): AuthorizationView {
  return {
    ...authorizationOf(row),
    id: row.id,
    customerId: row.customer_id,
    accountId: row.account_id,
    cardId: row.card_id,
    card: { iin: row.iin, lastFour: row.last_four },
    deadlineAt: row.deadline_at,
    hold: row.hold_id === null ? null : holdOf(row, row.hold_id),
    receipts: row.receipts.map((receipt) => ({
      id: receipt.receiptId,
      cause: receipt.cause,
      amountMinor: BigInt(receipt.amountMinor),
      currency: receipt.currency,
      placedAt: new Date(receipt.placedAt),
      releasedAt: new Date(receipt.releasedAt),
    })),
    decision: row.decision,
    unappliedDecisions: row.unapplied_decisions.map((decision) => ({
      ...decision,
      receivedAt: new Date(decision.receivedAt),
    })),
  };
}

function holdOf(row: ViewRow, id: string): HoldView {
  return {
    id,
    state: row.hold_state,
    cause: row.hold_cause,
    placedAt: row.placed_at,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
  };
}
