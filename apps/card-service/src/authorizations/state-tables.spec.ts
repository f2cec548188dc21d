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
import type { Type } from '@nestjs/common';
import { cardDatabase, type CardDatabase } from '../../spec/card-database';
import { moneyFaults } from '../../spec/money-faults';
import { CardServiceUnderTest } from '../../spec/card-service-under-test';
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
  let database: CardDatabase;
  let cardService: CardServiceUnderTest;

  beforeAll(async () => {
    database = await cardDatabase();
    cardService = await CardServiceUnderTest.on(database.url, { decisionDeadlineMs: 60_000 });
  });
  afterAll(async () => {
    expect(await moneyFaults(database.pool)).toEqual([]);
    await cardService.stop();
    await database.drop();
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
    if (answer.outcome === 'untold') journey.refusal = 'attempts_used_up';
    else journey.refusal = 'reason' in answer ? answer.reason : answer.outcome;
    if (answer.outcome === 'pending' || journey.purchase === undefined) journey.purchase = purchase;
  }

  async function decide(journey: Journey, outcome: 'approved' | 'declined'): Promise<void> {
    journey.decision = decision(purchaseOf(journey), outcome);
    await cardService.get(ApplyDecisions).execute([journey.decision]);
  }

  async function close(
    journey: Journey,
    Closing: Type<ReverseAuthorization | ClearAuthorization>,
  ): Promise<void> {
    const { authorizationId } = purchaseOf(journey);
    await cardService
      .get(Closing)
      .execute({ networkId: network, authorizationId })
      .catch((problem: unknown) => {
        if (!(problem instanceof Problem)) throw problem;
        journey.refusal = problem.code;
      });
  }

  async function timeOut(journey: Journey): Promise<void> {
    const { authorizationId } = purchaseOf(journey);
    await cardService.letDeadlinePass(authorizationId);
    await cardService.timeOut(authorizationId);
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

  const cardEvents: Record<CardEvent, (journey: Journey) => Promise<void>> = {
    minted: () => Promise.resolve(),
    authorization_placed: (journey) => attempt(journey),
    purchase_attempted: (journey) => attempt(journey),
    approved: (journey) => decide(journey, 'approved'),
    declined: (journey) => decide(journey, 'declined'),
    deadline_passed: timeOut,
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
    reversed: (journey) => close(journey, ReverseAuthorization),
    cleared: (journey) => close(journey, ClearAuthorization),
    hold_expired: expireHold,
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
      expect(await cardService.get(ReverseByMessage).execute(message)).toMatchObject({
        outcome: 'remembered',
      });
      journey.purchase = await cardService.admission(journey.card, message);
    },
    verified: async (journey) => {
      journey.purchase = await cardService.admission(journey.card, { kind: 'verification', amountMinor: 0n });
    },
    approval_decided: (journey) => decide(journey, 'approved'),
    decline_decided: (journey) => decide(journey, 'declined'),
    deadline_passed: timeOut,
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
    reversed: (journey) => close(journey, ReverseAuthorization),
    hold_expired: expireHold,
    cleared: (journey) => close(journey, ClearAuthorization),
  };

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
      await close(journey, ReverseAuthorization);
    },
    expired: async (journey) => {
      await decide(journey, 'approved');
      await expireHold(journey);
    },
    cleared: async (journey) => {
      await decide(journey, 'approved');
      await close(journey, ClearAuthorization);
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
      const released = row.to === 'released';
      expect(view?.hold?.cause).toBe(released ? row.event : null);
      expect(view?.receipts.map(({ cause }) => cause)).toEqual(released ? [row.event] : []);
    },
  );
});
