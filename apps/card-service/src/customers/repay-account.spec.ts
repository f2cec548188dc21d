import { randomUUID } from 'node:crypto';
import { cardDatabaseForTests } from '../../spec/card-database';
import { bookFaults, owe } from '../../spec/ledger';
import { outboxEvents } from '../../spec/outbox-events';
import { operator } from '../../spec/callers';
import { RepayAccount } from './repay-account';
import { ReadCustomer } from './read-customer';

const principalId = randomUUID();

describe('repaying', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance();

  function repay(
    customerId: string,
    amountMinor: number,
    key: string = randomUUID(),
    currency = 'EUR',
    paymentReference = `of ${key}`.replace(' ', '-'),
  ) {
    const request = { amountMinor, currency, paymentReference };
    return cardService
      .get(RepayAccount)
      .execute({ principalId, key, customerId, request, traceparent: undefined });
  }

  async function debtor(owedMinor: bigint): Promise<string> {
    const { customerId, accountId } = await cardService.customer(100_000);
    await owe(database.pool, accountId, owedMinor);
    return customerId;
  }

  it('makes what was owed available again, in the books and in an event', async () => {
    const customerId = await debtor(30_000n);
    const repayment = await repay(customerId, 12_000);
    expect(repayment).toMatchObject({
      customerId,
      amountMinor: 12_000,
      currency: 'EUR',
      account: { grantedMinor: 100_000, availableMinor: 82_000, heldMinor: 0, owedMinor: 18_000 },
    });
    expect((await cardService.get(ReadCustomer).byId(customerId, operator)).account).toMatchObject(
      repayment.account,
    );
    const events = await outboxEvents(database.pool, customerId);
    expect(events.at(-1)).toMatchObject({ type: 'account.repaid.v1', payload: repayment });
    expect(await bookFaults(database.pool)).toEqual([]);
  });

  it('books a payment once: under another key it gets the same answer, also when nothing is owed any more', async () => {
    const customerId = await debtor(30_000n);
    const first = await repay(customerId, 30_000, 'monday', 'EUR', 'BANK-1');
    const again = await repay(customerId, 30_000, 'tuesday', 'EUR', 'BANK-1');
    expect(again).toEqual(first);
    expect(await repay(customerId, 30_000, 'tuesday', 'EUR', 'BANK-1')).toEqual(first);
    expect((await cardService.get(ReadCustomer).byId(customerId, operator)).account).toMatchObject(
      first.account,
    );
    expect(await bookFaults(database.pool)).toEqual([]);
  });

  it('refuses the reference of a payment for another amount or customer', async () => {
    const [customerId, other] = [await debtor(30_000n), await debtor(30_000n)];
    await repay(customerId, 10_000, randomUUID(), 'EUR', 'BANK-2');
    for (const reused of [
      repay(customerId, 10_001, randomUUID(), 'EUR', 'BANK-2'),
      repay(other, 10_000, randomUUID(), 'EUR', 'BANK-2'),
    ]) {
      await expect(reused).rejects.toMatchObject({ status: 409, code: 'payment_reference_reused' });
    }
    expect((await cardService.get(ReadCustomer).byId(other, operator)).account).toMatchObject({
      owedMinor: 30_000,
    });
  });

  it('books one of many calls that bring the same payment at the same moment', async () => {
    const customerId = await debtor(30_000n);
    const receipts = await Promise.all(
      Array.from({ length: 10 }, () => repay(customerId, 20_000, randomUUID(), 'EUR', 'BANK-3')),
    );
    expect(new Set(receipts.map(({ repaymentId }) => repaymentId)).size).toBe(1);
    expect((await cardService.get(ReadCustomer).byId(customerId, operator)).account).toMatchObject({
      owedMinor: 10_000,
    });
    expect(await bookFaults(database.pool)).toEqual([]);
  });

  it('takes all that is owed, and never more', async () => {
    const customerId = await debtor(30_000n);
    await expect(repay(customerId, 30_001)).rejects.toMatchObject({
      status: 409,
      code: 'repayment_above_owed',
    });
    expect(await repay(customerId, 30_000)).toMatchObject({ account: { owedMinor: 0 } });
    await expect(repay(customerId, 1)).rejects.toMatchObject({ code: 'repayment_above_owed' });
    expect(await bookFaults(database.pool)).toEqual([]);
  });

  it('never takes more than is owed from concurrent repayments either', async () => {
    const customerId = await debtor(30_000n);
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => repay(customerId, 7_000)));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(4);
    expect((await cardService.get(ReadCustomer).byId(customerId, operator)).account).toMatchObject({
      owedMinor: 2_000,
    });
    expect(await outboxEvents(database.pool, customerId)).toHaveLength(5);
    expect(await bookFaults(database.pool)).toEqual([]);
  });

  it('books a repeated call once, and answers it the same', async () => {
    const customerId = await debtor(30_000n);
    const key = randomUUID();
    const first = await repay(customerId, 10_000, key);
    expect(await repay(customerId, 10_000, key)).toEqual(first);
    expect((await cardService.get(ReadCustomer).byId(customerId, operator)).account).toMatchObject({
      owedMinor: 20_000,
    });
  });

  it('refuses the same key for another amount', async () => {
    const customerId = await debtor(30_000n);
    const key = randomUUID();
    await repay(customerId, 10_000, key);
    await expect(repay(customerId, 10_001, key)).rejects.toMatchObject({
      status: 422,
      code: 'idempotency_key_reused',
    });
  });

  it('lets a key be used again after a refusal, as nothing was written', async () => {
    const customerId = await debtor(1_000n);
    const key = randomUUID();
    await expect(repay(customerId, 2_000, key)).rejects.toMatchObject({ code: 'repayment_above_owed' });
    expect(await repay(customerId, 1_000, key)).toMatchObject({ account: { owedMinor: 0 } });
  });

  it('refuses another currency and an unknown customer', async () => {
    const customerId = await debtor(1_000n);
    await expect(repay(customerId, 1_000, randomUUID(), 'SEK')).rejects.toMatchObject({
      status: 409,
      code: 'currency_mismatch',
    });
    await expect(repay('0198f2a0-0000-7000-8000-000000000001', 1_000)).rejects.toMatchObject({
      status: 404,
    });
  });
});
