import { randomUUID } from 'node:crypto';
import {
  stateTables,
  type AuthorizationDecided,
  type AuthorizationEvent,
  type AuthorizationState,
  type CardEvent,
  type CardState,
  type HoldEvent,
  type HoldState,
} from '@mayfly/contracts';
import { cardDatabaseForTests } from '../../spec/card-database';
import type { CardServiceUnderTest } from '../../spec/card-service-under-test';
import { moneyFaults } from '../../spec/money-faults';
import { decision, network, purchase } from '../../spec/purchases';
import { operator } from '../../spec/callers';
import type { FreshCard } from '../../spec/fresh-card';
import { Problem } from '../http/problem';
import { CancelCard } from '../cards/cancel-card';
import { ReportFraud } from '../fraud-reports/report-fraud';
import { ExpireCards } from '../cards/expire-cards';
import { ReverseAuthorization } from './close/reverse-authorization';
import { ClearAuthorization } from './close/clear-authorization';
import { ApplyDecisions } from './decide/apply-decisions';
import { ExpireHolds } from './close/expire-holds';
import { RequestIncrement } from './request/request-increment';
import type { AdviceKind, AdviceOutcome } from './close/advice';
import { BookAdvice } from './close/book-advice';
import { ReverseByMessage } from './close/reverse-by-message';
import { ReadAuthorization } from './read/read-authorization';

/** One card on its way through the tables, with the newest purchase on it. */
interface Journey {
  readonly card: FreshCard;
  readonly customerId: string;
  purchase?: Awaited<ReturnType<CardServiceUnderTest['admission']>>;
  decision?: AuthorizationDecided;
  /** The reason or the problem code of what was refused last. */
  refusal?: string | null;
}

describe('the published state tables, executed against PostgreSQL', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance({ decisionDeadlineMs: 60_000 });
  /** Another instance, which approves up to 10.00 in the assessment's place. */
  const generous = database.instance({ standInMinor: 1_000n });
  afterEach(async () => {
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  async function minted(): Promise<Journey> {
    const { customerId } = await cardService.customer();
    return { card: await cardService.card(customerId), customerId };
  }

  function purchaseOf({ purchase }: Journey) {
    if (purchase === undefined) throw new Error('nothing was bought');
    return purchase;
  }

  async function attempt(
    journey: Journey,
    screened: string | null = null,
    attemptAllowed = true,
  ): Promise<void> {
    const purchase = await cardService.admission(journey.card, {}, screened, attemptAllowed);
    const { answer } = purchase;
    if (answer.outcome === 'no_attempts_left') journey.refusal = 'attempts_used_up';
    else journey.refusal = 'reason' in answer ? answer.reason : answer.outcome;
    if (answer.outcome === 'pending' || journey.purchase === undefined) journey.purchase = purchase;
  }

  async function decide(journey: Journey, outcome: 'approved' | 'declined'): Promise<void> {
    journey.decision = decision(purchaseOf(journey), outcome);
    await cardService.get(ApplyDecisions).execute([journey.decision]);
  }

  const closingBy = (way: 'reverse' | 'clear') =>
    cardService.get<ReverseAuthorization | ClearAuthorization>(
      way === 'reverse' ? ReverseAuthorization : ClearAuthorization,
    );

  async function close(journey: Journey, way: 'reverse' | 'clear'): Promise<void> {
    const { authorizationId } = purchaseOf(journey);
    await closingBy(way)
      .execute({ networkId: network, authorizationId })
      .catch((problem: unknown) => {
        if (!(problem instanceof Problem)) throw problem;
        journey.refusal = problem.code;
      });
  }

  async function timeOut(journey: Journey, instance = cardService): Promise<void> {
    const { authorizationId } = purchaseOf(journey);
    await instance.letDeadlinePass(authorizationId);
    await instance.timeOut(authorizationId);
  }

  async function expireHold(journey: Journey): Promise<void> {
    await cardService.letHoldExpire(purchaseOf(journey).authorizationId);
    await cardService.get(ExpireHolds).sweep();
  }

  /** Each time at another sender. */
  async function mismatch(journey: Journey): Promise<void> {
    const { answer } = await cardService.admission(journey.card, { networkId: randomUUID() }, 'cvv_mismatch');
    journey.refusal = 'reason' in answer ? answer.reason : answer.outcome;
  }

  /** A part of what is held: 4.00 of 10.00. */
  async function inPart(
    journey: Journey,
    way: 'reverse' | 'clear',
    part: { minor: bigint; final?: boolean } = { minor: 400n, final: false },
  ): Promise<void> {
    await closingBy(way).execute({
      networkId: network,
      authorizationId: purchaseOf(journey).authorizationId,
      amount: { minor: part.minor, as: 'delta' },
      message: cardService.messageKey(),
      ...(way === 'clear' && { final: part.final ?? true }),
    });
  }

  async function increment(journey: Journey, outcome: 'approved' | 'declined'): Promise<void> {
    const { authorizationId } = purchaseOf(journey);
    const answer = cardService.get(RequestIncrement).execute({
      ...cardService.messageKey(),
      networkId: network,
      authorizationId,
      amount: { minor: 500n, as: 'delta' },
    });
    const id = await cardService.pendingOn(journey.card.cardId);
    await cardService
      .get(ApplyDecisions)
      .execute([decision({ ...purchaseOf(journey), authorizationId: id }, outcome)]);
    expect(await answer).toMatchObject({ state: outcome });
  }

  async function advise(journey: Journey, kind: AdviceKind, amountMinor: bigint): Promise<AdviceOutcome> {
    const { merchant, entryMode, currency } = purchase(journey.card);
    return cardService.get(BookAdvice).execute({
      kind,
      key: { ...cardService.messageKey(), networkId: network },
      cardNumber: journey.card.number,
      reference: { authorizationId: journey.purchase?.authorizationId },
      amountMinor,
      currency,
      final: true,
      merchant,
      entryMode,
    });
  }

  async function forced(journey: Journey, kind: AdviceKind): Promise<void> {
    const { outcome, authorization } = await advise({ ...journey, purchase: undefined } as never, kind, 300n);
    expect(outcome).toBe('forced');
    journey.purchase = { authorizationId: authorization?.id ?? '' } as never;
  }

  async function standIn(journey: Journey): Promise<void> {
    await timeOut(journey, generous);
  }

  const cardEvents: Record<CardEvent, (journey: Journey) => Promise<void>> = {
    minted: () => Promise.resolve(),
    authorization_placed: (journey) => attempt(journey),
    purchase_attempted: (journey) => attempt(journey),
    approved: (journey) => decide(journey, 'approved'),
    declined: (journey) => decide(journey, 'declined'),
    deadline_passed: (journey) => timeOut(journey),
    refused_at_intake: (journey) => attempt(journey, 'card_cap_exceeded'),
    mismatched: mismatch,
    mismatched_third_time: async (journey) => {
      for (let time = 1; time <= 3; time += 1) await mismatch(journey);
    },
    attempted_beyond_limit: (journey) => attempt(journey, 'cvv_mismatch', false),
    verified: async (journey) => {
      const { answer } = await cardService.admission(journey.card, { kind: 'verification', amountMinor: 0n });
      journey.refusal = 'reason' in answer ? (answer.reason ?? answer.outcome) : answer.outcome;
    },
    verified_too_often: async (journey) => {
      for (let time = 1; time <= 11; time += 1) await cardEvents.verified(journey);
    },
    reversed: (journey) => close(journey, 'reverse'),
    cleared: (journey) => close(journey, 'clear'),
    hold_expired: expireHold,
    stood_in: standIn,
    advised: async (journey) => {
      await advise({ ...journey, purchase: undefined } as never, 'advice', 300n);
    },
    refunded: async (journey) => {
      if (journey.purchase === undefined) await forced(journey, 'clearing');
      await advise(journey, 'refund_settlement', 300n);
    },
    incremented: (journey) => increment(journey, 'approved'),
    cancel_requested: async (journey) => {
      await cardService
        .get(CancelCard)
        .execute(journey.card.cardId, operator, undefined)
        .catch((problem: unknown) => {
          if (!(problem instanceof Problem)) throw problem;
          journey.refusal = problem.code;
        });
    },
    fraud_reported: async (journey) => {
      const { authorizationId } =
        journey.purchase ??
        (await cardService.admission(journey.card, { kind: 'verification', amountMinor: 0n }));
      await cardService
        .get(ReportFraud)
        .execute(operator, { authorizationId, channel: 'customer' }, undefined)
        .catch((problem: unknown) => {
          if (!(problem instanceof Problem)) throw problem;
          journey.refusal = problem.code;
        });
    },
    validity_over: async ({ card }) => {
      await database.pool.query('update cards set valid_until = now() where id = $1', [card.cardId]);
      await cardService.get(ExpireCards).sweep();
    },
  };

  const cardPaths: Record<CardState, readonly CardEvent[]> = {
    open: [],
    claimed: ['authorization_placed'],
    used: ['authorization_placed', 'approved'],
    cancelled: ['cancel_requested'],
    expired: ['validity_over'],
    blocked: ['mismatched_third_time'],
  };

  it.each(stateTables.card.map((row) => [row.from ?? '–', row.event, row.to, row] as const))(
    'R1: card %s, %s → %s',
    async (_from, _event, _to, row) => {
      const journey = await minted();
      for (const event of row.from === null ? [] : cardPaths[row.from]) await cardEvents[event](journey);
      delete journey.refusal;
      await cardEvents[row.event](journey);
      const { rows } = await database.pool.query('select state from cards where id = $1', [
        journey.card.cardId,
      ]);
      expect(rows).toEqual([{ state: row.to }]);
      const refusal = row.reason ?? row.problem;
      if (refusal !== undefined) expect(journey.refusal).toBe(refusal);
    },
  );

  const authorizationEvents: Record<AuthorizationEvent, (journey: Journey) => Promise<void>> = {
    placed: (journey) => attempt(journey),
    refused_at_intake: (journey) => attempt(journey, 'merchant_not_allowed'),
    reversed_before_it_came: async (journey) => {
      const message = purchase(journey.card);
      expect(await cardService.get(ReverseByMessage).execute({ original: message })).toMatchObject({
        outcome: 'remembered',
      });
      journey.purchase = await cardService.admission(journey.card, message);
    },
    verified: async (journey) => {
      journey.purchase = await cardService.admission(journey.card, { kind: 'verification', amountMinor: 0n });
    },
    approval_decided: (journey) => decide(journey, 'approved'),
    decline_decided: (journey) => decide(journey, 'declined'),
    deadline_passed: (journey) => timeOut(journey),
    late_decision: (journey) => decide(journey, 'approved'),
    same_decision_again: async ({ decision: before }) => {
      if (before === undefined) throw new Error('nothing was decided');
      expect(await cardService.get(ApplyDecisions).execute([before])).toEqual(['repeated']);
    },
    other_decision: async (journey) => {
      expect(
        await cardService.get(ApplyDecisions).execute([decision(purchaseOf(journey), 'approved')]),
      ).toEqual(['conflict']);
    },
    reversed: (journey) => close(journey, 'reverse'),
    hold_expired: expireHold,
    cleared: (journey) => close(journey, 'clear'),
    incremented: (journey) => increment(journey, 'approved'),
    increment_declined: (journey) => increment(journey, 'declined'),
    reversed_in_part: (journey) => inPart(journey, 'reverse'),
    cleared_in_part: (journey) => inPart(journey, 'clear'),
    cleared_for_less: (journey) => inPart(journey, 'clear', { minor: 400n }),
    cleared_above_hold: (journey) => inPart(journey, 'clear', { minor: 1_500n }),
    completed_for_more: async (journey) => {
      expect(await advise(journey, 'advice', 1_500n)).toMatchObject({ outcome: 'booked' });
    },
    completed_for_less: async (journey) => {
      expect(await advise(journey, 'advice', 500n)).toMatchObject({ outcome: 'booked' });
    },
    approved_in_part: async (journey) => {
      await database.pool.query('update authorizations set partial_allowed = true where id = $1', [
        purchaseOf(journey).authorizationId,
      ]);
      const decline = decision(purchaseOf(journey), 'declined');
      const alternatives = [{ kind: 'smaller_amount' as const, amountMinor: 600 }];
      await cardService.get(ApplyDecisions).execute([{ ...decline, alternatives }]);
    },
    stood_in: standIn,
    approved_afterwards: (journey) => afterwards(journey, 'approved'),
    declined_afterwards: (journey) => afterwards(journey, 'declined'),
    advised: async (journey) => {
      if (journey.purchase === undefined) await forced(journey, 'advice');
      else expect(await advise(journey, 'advice', 300n)).toMatchObject({ outcome: 'forced' });
    },
    force_posted: (journey) => forced(journey, 'clearing'),
    refund_announced: async (journey) => {
      expect(await advise(journey, 'refund', 300n)).toMatchObject({ outcome: 'booked' });
    },
    refund_settled: async (journey) => {
      expect(await advise(journey, 'refund_settlement', 300n)).toMatchObject({ outcome: 'booked' });
    },
  };

  async function afterwards(journey: Journey, outcome: 'approved' | 'declined'): Promise<void> {
    delete journey.purchase;
    const { customerId } = await cardService.customer();
    const another: Journey = { card: await cardService.card(customerId), customerId };
    await attempt(another);
    await standIn(another);
    await decide(another, outcome);
    Object.assign(journey, another);
  }

  const authorizationPaths: Record<AuthorizationState, readonly AuthorizationEvent[]> = {
    pending: ['placed'],
    approved: ['placed', 'approval_decided'],
    declined: ['placed', 'decline_decided'],
    timed_out: ['placed', 'deadline_passed'],
    verified: ['verified'],
    reversed: ['placed', 'approval_decided', 'reversed'],
    expired: ['placed', 'approval_decided', 'hold_expired'],
    cleared: ['placed', 'approval_decided', 'cleared'],
  };

  it.each(stateTables.authorization.map((row) => [row.from ?? '–', row.event, row.to, row] as const))(
    'authorization %s, %s → %s',
    async (_from, _event, _to, row) => {
      const journey = await minted();
      for (const event of row.from === null ? [] : authorizationPaths[row.from]) {
        await authorizationEvents[event](journey);
      }
      await authorizationEvents[row.event](journey);
      const view = await cardService.get(ReadAuthorization).byId(purchaseOf(journey).authorizationId);
      expect(view?.state).toBe(row.to);
      if (row.reason !== undefined) expect(view?.reasons).toEqual([row.reason]);
      if (row.problem !== undefined) expect(journey.refusal).toBe(row.problem);
    },
  );

  const holdEvents: Record<HoldEvent, (journey: Journey) => Promise<void>> = {
    placed: (journey) => attempt(journey),
    declined: (journey) => decide(journey, 'declined'),
    timed_out: timeOut,
    reversed: async (journey) => {
      await decide(journey, 'approved');
      await close(journey, 'reverse');
    },
    expired: async (journey) => {
      await decide(journey, 'approved');
      await expireHold(journey);
    },
    cleared: async (journey) => {
      await decide(journey, 'approved');
      await close(journey, 'clear');
    },
    reversed_in_part: async (journey) => {
      await decide(journey, 'approved');
      await inPart(journey, 'reverse');
    },
    cleared_in_part: async (journey) => {
      await decide(journey, 'approved');
      await inPart(journey, 'clear');
    },
    cleared_for_less: async (journey) => {
      await decide(journey, 'approved');
      await inPart(journey, 'clear', { minor: 400n });
    },
    partly_approved: (journey) => authorizationEvents.approved_in_part(journey),
    grown: async (journey) => {
      await decide(journey, 'approved');
      await increment(journey, 'approved');
    },
    increment_merged: async (journey) => {
      await decide(journey, 'approved');
      await increment(journey, 'approved');
      const { rows } = await database.pool.query<{ id: string }>(
        `select id from authorizations where original_id = $1`,
        [purchaseOf(journey).authorizationId],
      );
      journey.purchase = { authorizationId: rows[0]?.id ?? '' } as never;
    },
  };

  it.each(stateTables.hold.map((row) => [row.from ?? '–', row.event, row.to, row] as const))(
    'R13: hold %s, %s → %s',
    async (_from, _event, _to, row) => {
      const journey = await minted();
      if (row.from !== null) await holdEvents.placed(journey);
      await holdEvents[row.event](journey);
      const view = await cardService.get(ReadAuthorization).byId(purchaseOf(journey).authorizationId);
      expect(view?.hold?.state).toBe(row.to satisfies HoldState);
      expect(view?.hold?.cause).toBe(row.to === 'released' ? row.event : null);
      const left = { reversed_in_part: 'reversed' }[row.event as string] ?? row.event;
      const leavesReceipt =
        row.to === 'released' || ['reversed', 'cleared_for_less', 'partly_approved'].includes(left);
      expect(view?.receipts.map(({ cause }) => cause)).toEqual(leavesReceipt ? [left] : []);
    },
  );
});
