import { Inject, Injectable } from '@nestjs/common';
import type { AuthorizationDecided, HoldReleased, HoldState, MovementBooked } from '@mayfly/contracts';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { POOL } from '../../providers';
import type { Authorization } from '../authorization';
import { authorizationOf, type AuthorizationRow } from '../authorization-row';

/** The hold behind an authorization. */
export interface HoldView {
  readonly id: string;
  readonly state: HoldState;
  /** All that was ever set aside: approved increments add to it. */
  readonly amountMinor: bigint;
  /** What is set aside now. */
  readonly heldMinor: bigint;
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

/** What a network said after its first request; the names are those of movement.booked.v1. Amounts are minor units. */
export interface MovementView {
  readonly movementId: string;
  readonly kind: MovementBooked['kind'];
  readonly statedMinor: number | null;
  readonly statedAs: 'delta' | 'total';
  readonly final: boolean | null;
  readonly releasedMinor: number;
  readonly capturedMinor: number;
  readonly beyondHoldMinor: number;
  readonly addedMinor: number;
  readonly repaidMinor: number;
  readonly payableMinor: number;
  readonly state: Authorization['state'];
  readonly heldMinor: number;
  readonly clearedMinor: number;
  readonly flags: readonly string[];
  /** UTC, ISO 8601. */
  readonly bookedAt: string;
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
  /** In the order in which they were booked. */
  readonly movements: readonly MovementView[];
  /** What was assessed: of an increment the step, of a purchase what the account could hold. */
  readonly assessedMinor: bigint;
  readonly clearedMinor: bigint;
  readonly refundedMinor: bigint;
  /** Booked because the network had the right to it, not because we approved. */
  readonly forced: boolean;
  readonly flags: readonly string[];
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
  readonly hold_minor: bigint;
  readonly held_minor: bigint;
  readonly movements: readonly MovementView[];
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
    movements: row.movements,
    assessedMinor: row.amount_minor,
    clearedMinor: row.cleared_minor,
    refundedMinor: row.refunded_minor,
    forced: row.forced,
    flags: row.flags,
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
    amountMinor: row.hold_minor,
    heldMinor: row.held_minor,
    cause: row.hold_cause,
    placedAt: row.placed_at,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
  };
}
