import { randomUUID } from 'node:crypto';
import { cardDatabaseForTests } from '../../../spec/card-database';
import type { FreshCard } from '../../../spec/fresh-card';
import { decision, network, purchase, type Pending, type RequestPart } from '../../../spec/purchases';
import type { AuthorizationRequest } from '../authorization';
import { ApplyDecisions } from '../decide/apply-decisions';
import { FindOriginal, type OriginalReference } from './find-original';

describe('what a later message is about', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance({ decisionDeadlineMs: 60_000 });

  type Bought = Pending & { readonly message: AuthorizationRequest };

  async function split(): Promise<FreshCard> {
    const { customerId } = await cardService.customer();
    return cardService.card(customerId, { capMinor: 50_000, uses: 'split' });
  }

  async function buy(
    card: FreshCard,
    part: RequestPart = {},
    outcome: 'approved' | 'declined' = 'approved',
  ): Promise<Bought> {
    const message = purchase(card, part);
    const pending = await cardService.pending(card, message);
    await cardService.get(ApplyDecisions).execute([decision(pending, outcome)]);
    return { ...pending, message };
  }

  /** The id of what is found, or why none is. */
  async function found(
    reference: Omit<OriginalReference, 'networkId'>,
    networkId = network,
  ): Promise<string> {
    const match = await cardService.get(FindOriginal).find({ ...reference, networkId });
    return match.original === undefined ? match.reason : match.original.id;
  }

  const keyOf = ({ message: { acquirerId, terminalId, stan, transmittedAt } }: Bought) => ({
    acquirerId,
    terminalId,
    stan,
    transmittedAt,
  });

  it('is found by each way that networks have: our id, the transaction id, trace number and time, card with retrieval reference', async () => {
    const card = await split();
    const bought = await buy(card, { networkTransactionId: 'NTID0001', retrievalReference: '633100000001' });
    const { authorizationId, cardId, message } = bought;
    const { stan, transmittedAt } = message;
    await buy(card, { networkTransactionId: 'NTID0002', retrievalReference: '633100000002' });
    expect(await found({ authorizationId })).toBe(authorizationId);
    expect(await found({ networkTransactionId: 'NTID0001' })).toBe(authorizationId);
    expect(await found(keyOf(bought))).toBe(authorizationId);
    expect(await found({ stan, transmittedAt })).toBe(authorizationId);
    expect(await found({ cardId, retrievalReference: '633100000001' })).toBe(authorizationId);
  });

  it('the earlier way counts where two ways lead to two', async () => {
    const card = await split();
    const [one, two, three] = [
      await buy(card, { networkTransactionId: 'NTID0010' }),
      await buy(card, { networkTransactionId: 'NTID0011' }),
      await buy(card, { retrievalReference: '633100000012' }),
    ];
    const { stan, transmittedAt } = two.message;
    const { cardId } = card;
    expect(await found({ authorizationId: one.authorizationId, networkTransactionId: 'NTID0011' })).toBe(
      one.authorizationId,
    );
    expect(await found({ networkTransactionId: 'NTID0010', stan, transmittedAt })).toBe(one.authorizationId);
    expect(await found({ stan, transmittedAt, cardId, retrievalReference: '633100000012' })).toBe(
      two.authorizationId,
    );
    expect(await found({ stan: '999999', transmittedAt, cardId, retrievalReference: '633100000012' })).toBe(
      three.authorizationId,
    );
  });

  it('the whole key of a message names that message, also where its transaction id is shared', async () => {
    const card = await split();
    const [first, retried] = [
      await buy(card, { networkTransactionId: 'NTID0020' }, 'declined'),
      await buy(card, { networkTransactionId: 'NTID0020' }),
    ];
    expect(await found({ ...keyOf(first), networkTransactionId: 'NTID0020' })).toBe(first.authorizationId);
    expect(await found({ ...keyOf(retried), networkTransactionId: 'NTID0020' })).toBe(
      retried.authorizationId,
    );
  });

  it('of several tries under one transaction id the approved one is meant', async () => {
    const card = await split();
    await buy(card, { networkTransactionId: 'NTID0030' }, 'declined');
    const approved = await buy(card, { networkTransactionId: 'NTID0030' });
    expect(await found({ networkTransactionId: 'NTID0030' })).toBe(approved.authorizationId);
    await buy(card, { networkTransactionId: 'NTID0030' });
    expect(await found({ networkTransactionId: 'NTID0030' })).toBe('several_originals');
  });

  it('the retrieval reference is narrowed down by terminal, merchant, amount and approval code', async () => {
    const card = await split();
    const { cardId } = card;
    const same = { retrievalReference: '633100000040' };
    const [one, two] = [
      await buy(card, { ...same, terminalId: 'T-ONE', amountMinor: 1_000n }),
      await buy(card, { ...same, terminalId: 'T-TWO', amountMinor: 1_100n }),
    ];
    const { rows } = await database.pool.query<{ approval_code: string }>(
      `update authorizations set approval_code = '000' || (case id when $1 then '111' else '222' end)
      where id = any ($2::uuid[]) returning approval_code`,
      [one.authorizationId, [one.authorizationId, two.authorizationId]],
    );
    expect(rows).toHaveLength(2);
    expect(await found({ cardId, ...same })).toBe('several_originals');
    expect(await found({ cardId, ...same, terminalId: 'T-ONE' })).toBe(one.authorizationId);
    expect(await found({ cardId, ...same, amountMinor: 1_100n })).toBe(two.authorizationId);
    expect(await found({ cardId, ...same, approvalCode: '000111' })).toBe(one.authorizationId);
    expect(await found({ cardId, ...same, merchantId: 'elsewhere' })).toBe('no_original');
  });

  it('who states nothing but card and merchant means the one purchase that was approved there', async () => {
    const card = await split();
    const { cardId } = card;
    await buy(card, {}, 'declined');
    expect(await found({ cardId, merchantId: 'shop-1' })).toBe('no_original');
    const bought = await buy(card);
    expect(await found({ cardId, merchantId: 'shop-1' })).toBe(bought.authorizationId);
    await buy(card);
    expect(await found({ cardId, merchantId: 'shop-1' })).toBe('several_originals');
  });

  it('is never a purchase on another card than the message names, whatever else it names', async () => {
    const [one, another] = [await split(), await split()];
    const same = { stan: '777777', transmittedAt: new Date('2026-01-06T10:00:00Z') };
    const mine = await buy(one, { ...same, terminalId: 'T-ONE', networkTransactionId: 'NTID0045' });
    const { authorizationId, message } = await buy(another, { ...same, terminalId: 'T-TWO' });
    expect(await found({ ...same, cardId: one.cardId })).toBe(mine.authorizationId);
    expect(await found({ ...same, cardId: another.cardId })).toBe(authorizationId);
    expect(
      await found({
        cardId: another.cardId,
        networkTransactionId: 'NTID0045',
        merchantId: message.merchant.id,
      }),
    ).toBe(authorizationId);
    expect(await found({ authorizationId, cardId: one.cardId })).toBe('no_original');
  });

  it('is never what another network sent, whatever names it', async () => {
    const card = await split();
    const bought = await buy(card, { networkTransactionId: 'NTID0050', retrievalReference: '633100000050' });
    const { authorizationId, cardId, message } = bought;
    const { stan, transmittedAt } = message;
    for (const reference of [
      { authorizationId },
      { networkTransactionId: 'NTID0050' },
      keyOf(bought),
      { stan, transmittedAt },
      { cardId, retrievalReference: '633100000050' },
      { cardId, merchantId: 'shop-1' },
    ]) {
      expect(await found(reference, randomUUID())).toBe('no_original');
    }
  });
});
