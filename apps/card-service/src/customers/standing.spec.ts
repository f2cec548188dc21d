import { randomUUID } from 'node:crypto';
import { cardDatabaseForTests } from '../../spec/card-database';
import { steadyProfile } from '../../spec/steady-profile';
import { decision, network } from '../../spec/purchases';
import { customerCaller, operator } from '../../spec/callers';
import type { Role } from '../access/roles';
import { ApplyDecisions } from '../authorizations/decide/apply-decisions';
import { ClearAuthorization } from '../authorizations/close/clear-authorization';
import { ReportFraud } from '../fraud-reports/report-fraud';
import { UnfreezeAccount } from '../fraud-reports/unfreeze-account';
import { ReadAuthorization } from '../authorizations/read/read-authorization';
import { ReadCustomer } from './read-customer';
import { RepayAccount } from './repay-account';
import { UpdateProfile } from './update-profile';
import { OpenCustomer } from './open-customer';

const dayMs = 24 * 60 * 60 * 1_000;

describe("R15: why can't I pay any more?", () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance({ decisionDeadlineMs: 60_000 });

  async function standing(customerId: string, role: Role = 'customer') {
    const caller = role === 'agent' ? { ...operator, role: 'agent' as const } : customerCaller(customerId);
    return (await cardService.get(ReadCustomer).byId(customerId, caller)).standing;
  }

  /** The codes, the gravest first. */
  async function codes(customerId: string, role: Role = 'customer') {
    return (await standing(customerId, role)).restrictions.map(({ code }) => code);
  }

  /** A purchase that the shop collected so many days ago. */
  async function cleared(customerId: string, amountMinor: bigint, daysAgo: number): Promise<string> {
    const bought = await cardService.pending(await cardService.card(customerId), { amountMinor });
    await cardService.get(ApplyDecisions).execute([decision(bought, 'approved')]);
    await cardService
      .get(ClearAuthorization)
      .execute({ networkId: network, authorizationId: bought.authorizationId });
    await database.pool.query(
      "update authorizations set closed_at = closed_at - $2 * interval '1 day' where id = $1",
      [bought.authorizationId, daysAgo],
    );
    return bought.authorizationId;
  }

  const repay = (customerId: string, amountMinor: number) =>
    cardService.get(RepayAccount).execute({
      principalId: operator.keyId,
      key: randomUUID(),
      customerId,
      request: { amountMinor, currency: 'EUR', paymentReference: randomUUID() },
      traceparent: undefined,
    });

  function profileWithout(...unverified: readonly ('identity' | 'income')[]) {
    const { identity, income, ...rest } = steadyProfile();
    return {
      ...rest,
      identity: { ...identity, verified: !unverified.includes('identity') },
      income: { ...income, verified: !unverified.includes('income') },
    };
  }

  const replaceProfile = (customerId: string, replacesVersion: number, profile = steadyProfile()) =>
    cardService.get(UpdateProfile).execute(customerId, { replacesVersion, profile }, undefined);

  it('R15: an account in good standing has no restriction', async () => {
    const { customerId, standing: atOpening } = await cardService.customer();
    expect(atOpening).toEqual({ state: 'good', restrictions: [] });
    expect(await standing(customerId)).toEqual(atOpening);
    expect(await standing(customerId, 'agent')).toEqual(atOpening);
  });

  it('R15: after a fraud it is frozen, since the report, and the way out is to confirm who one is', async () => {
    const { authorizationId, customerId } = await cardService.approvedPurchase();
    const report = { authorizationId, channel: 'customer' } as const;
    const { reportedAt } = await cardService.get(ReportFraud).execute(operator, report, undefined);
    const frozen = await standing(customerId);
    expect(frozen).toMatchObject({
      state: 'frozen',
      restrictions: [{ state: 'frozen', code: 'account_frozen', since: reportedAt }],
    });
    expect(frozen.restrictions[0]?.whatToDo[0]).toContain('confirm who you are');
    expect(await standing(customerId, 'agent')).toEqual(frozen);
    await cardService.get(UnfreezeAccount).execute(customerId, operator);
    expect(await standing(customerId)).toEqual({ state: 'good', restrictions: [] });
  });

  it('R15: a verification lapses with a new profile, keeps its date while it lasts, and ends when it is proven', async () => {
    const { customerId } = await cardService.customer();
    await replaceProfile(customerId, 1, profileWithout('identity'));
    const lapsed = await standing(customerId);
    expect(lapsed).toMatchObject({
      state: 'verification_lapsed',
      restrictions: [{ state: 'verification_lapsed', code: 'identity_not_verified' }],
    });
    await replaceProfile(customerId, 2, profileWithout('identity', 'income'));
    const [identity, income] = (await standing(customerId)).restrictions;
    expect(identity).toEqual(lapsed.restrictions[0]);
    expect(income).toMatchObject({ code: 'income_not_verified', title: 'We need to verify your income' });
    expect(Date.parse(income?.since ?? '')).toBeGreaterThan(Date.parse(identity?.since ?? ''));
    await replaceProfile(customerId, 3);
    expect(await standing(customerId)).toEqual({ state: 'good', restrictions: [] });
  });

  it('R15: a customer who was never verified reads so from the first day', async () => {
    const opening = {
      country: 'DE',
      currency: 'EUR',
      grantedMinor: 1_000,
      profile: profileWithout('identity'),
    };
    const opened = await cardService.get(OpenCustomer).execute({
      caller: operator,
      key: randomUUID(),
      request: opening,
      traceparent: undefined,
    });
    expect(opened.standing).toMatchObject({
      state: 'verification_lapsed',
      restrictions: [{ code: 'identity_not_verified', since: opened.openedAt }],
    });
    expect(await standing(opened.customerId)).toEqual(opened.standing);
  });

  it('R15: what was collected more than 45 days ago and is not paid back is overdue, with the amount', async () => {
    const { customerId } = await cardService.customer();
    await cleared(customerId, 2_000n, 44);
    expect(await standing(customerId)).toMatchObject({ state: 'good' });
    const oldest = await cleared(customerId, 1_500n, 50);
    const overdue = await standing(customerId);
    expect(overdue).toMatchObject({
      state: 'repayment_overdue',
      restrictions: [{ code: 'repayment_overdue' }],
    });
    expect(overdue.restrictions[0]?.text).toContain('15.00 EUR is overdue');
    const closedAt =
      (await cardService.get(ReadAuthorization).byId(oldest))?.closedAt ?? new Date(Number.NaN);
    expect(overdue.restrictions[0]?.since).toBe(new Date(closedAt.getTime() + 45 * dayMs).toISOString());
  });

  it('R15: repayments go to the oldest debt first; once all that is overdue is paid, the account pays again', async () => {
    const { customerId } = await cardService.customer();
    await cleared(customerId, 1_000n, 60);
    const second = await cleared(customerId, 2_000n, 50);
    await cleared(customerId, 4_000n, 10);
    await repay(customerId, 1_400);
    const [overdue] = (await standing(customerId)).restrictions;
    expect(overdue?.text).toContain('16.00 EUR is overdue');
    const closedAt =
      (await cardService.get(ReadAuthorization).byId(second))?.closedAt ?? new Date(Number.NaN);
    expect(overdue?.since).toBe(new Date(closedAt.getTime() + 45 * dayMs).toISOString());
    await repay(customerId, 1_600);
    expect(await standing(customerId)).toEqual({ state: 'good', restrictions: [] });
  });

  it('R15: repayments of younger debts were repayments too: nobody is overdue for more than is owed', async () => {
    const { customerId } = await cardService.customer();
    await cleared(customerId, 3_000n, 10);
    await repay(customerId, 3_000);
    await cleared(customerId, 1_000n, 60);
    expect(await standing(customerId)).toMatchObject({ state: 'good' });
    await cleared(customerId, 2_500n, 60);
    expect((await standing(customerId)).restrictions[0]?.text).toContain('5.00 EUR is overdue');
  });

  it('R15: tells everything that holds, the gravest first', async () => {
    const { customerId } = await cardService.customer();
    await replaceProfile(customerId, 1, profileWithout('identity', 'income'));
    const authorizationId = await cleared(customerId, 1_000n, 60);
    await cardService
      .get(ReportFraud)
      .execute(operator, { authorizationId, channel: 'chargeback' }, undefined);
    expect(await standing(customerId)).toMatchObject({ state: 'frozen' });
    expect(await codes(customerId)).toEqual([
      'account_frozen',
      'identity_not_verified',
      'income_not_verified',
      'repayment_overdue',
    ]);
    expect(await codes(customerId, 'agent')).toEqual([
      'account_frozen',
      'identity_not_verified',
      'shown_to_customer_only',
    ]);
  });

  it('R12: an agent cannot tell a missed repayment from an income that is not verified', async () => {
    const [debtor, unproven] = [await cardService.customer(), await cardService.customer()];
    await cleared(debtor.customerId, 1_000n, 60);
    await replaceProfile(unproven.customerId, 1, profileWithout('income'));
    const seen = await standing(debtor.customerId, 'agent');
    expect(seen).toMatchObject({ state: 'restricted', restrictions: [{ since: null }] });
    expect(await standing(unproven.customerId, 'agent')).toEqual(seen);
  });
});
