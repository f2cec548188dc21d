import {
  dialects,
  formatOriginalDataElements,
  formatPrivateData,
  formatReplacementAmounts,
  type Message,
} from '@mayfly/iso8583';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { Assessor } from '../../spec/assessor';
import { CardServiceApp, purchase, type TestCard } from '../../spec/card-service-app';
import { moneyFaults } from '../../spec/money-faults';
import { eventually } from '../../../../test/support/eventually';
import { NetworkClient, nextStan, purchaseMessage } from '../../../../test/support/iso8583/network-client';
import { Iso8583Port } from './iso8583-port';

const macKey = '0123456789ABCDEFFEDCBA9876543210';
const visa = '018f8583-0000-7000-8000-000000000001';
const listen = { host: '127.0.0.1', port: 0 };
const links = [
  { name: 'visa', networkId: visa, scheme: 'visa', listen },
  { name: 'bcd', networkId: visa, scheme: 'visa', listen, dialect: 'bcdBinary' },
  { name: 'ebcdic', networkId: visa, scheme: 'visa', listen, dialect: 'ebcdicBinary' },
  { name: 'mac', networkId: visa, scheme: 'mastercard', listen, macKey },
  {
    name: 'narrow',
    networkId: visa,
    scheme: 'visa',
    listen,
    mostRefusals: 3,
    mostConnections: 1,
    mostInFlight: 2,
    idleMs: 300,
  },
  { name: 'impatient', networkId: visa, scheme: 'visa', listen, answerWithinMs: 1 },
];

/** Field 90 of what takes a message back or adds to it. */
const about = ({ mti, fields }: Message) =>
  formatOriginalDataElements({
    mti,
    stan: fields[11] ?? '',
    transmission: fields[7] ?? '',
    acquirer: fields[32] ?? '',
  });

describe('the port for card networks', () => {
  let app: CardServiceApp;
  let assessor: Assessor;
  let client: NetworkClient;

  beforeAll(async () => {
    app = await CardServiceApp.start({ ISO8583_LINKS: JSON.stringify(links), DECISION_DEADLINE_MS: '5000' });
    assessor = new Assessor(app);
    client = await NetworkClient.signedOn(portOf('visa'));
  });
  afterAll(async () => {
    await client.hangUp();
    await assessor.stop();
    await app.stop();
  });

  function portOf(name: string): number {
    return app.service.app.get(Iso8583Port).addresses[name]?.port ?? 0;
  }

  async function customerWithCard(capMinor = 50_000): Promise<{ customerId: string; card: TestCard }> {
    const { customerId } = await app.customer();
    return { customerId, card: await app.card(customerId, capMinor) };
  }

  /** Says a message that is assessed, and has it decided. */
  async function decided(
    message: Message,
    customerId: string,
    outcome: 'approved' | 'declined' = 'approved',
    over = client,
  ): Promise<Message> {
    const answer = over.say(message);
    await assessor.decide(
      customerId,
      outcome === 'approved' ? {} : { outcome, class: 'credit', reasons: ['not_affordable'] },
    );
    return answer;
  }

  async function balances(customerId: string) {
    const { rows } = await app.pool.query<{
      available_minor: bigint;
      held_minor: bigint;
      owed_minor: bigint;
    }>('select available_minor, held_minor, owed_minor from accounts where customer_id = $1', [customerId]);
    return rows[0];
  }

  it('authorizes, increments, reverses in part and clears twice', async () => {
    const { customerId, card } = await customerWithCard();
    const request = purchaseMessage(card, {}, { '63': 'MTX0000000001' });
    const approval = await decided(request, customerId);
    expect(approval).toMatchObject({
      mti: '0110',
      fields: { 39: '00', 44: 'M', 4: '000000004200', 11: request.fields[11] },
    });
    expect(approval.fields[38]).toMatch(/^\d{6}$/);
    expect(JSON.stringify(approval)).not.toContain(card.cvv2 + '"');
    const more = purchaseMessage(card, { 4: '000000001000' }, { '10': 'D', '63': 'MTX0000000001' });
    expect(await decided(more, customerId)).toMatchObject({ fields: { 39: '00' } });
    expect(await balances(customerId)).toEqual({
      available_minor: 94_800n,
      held_minor: 5_200n,
      owed_minor: 0n,
    });
    const part = {
      mti: '0400',
      fields: {
        ...purchaseMessage(card, {
          14: undefined,
          48: undefined,
          18: undefined,
          19: undefined,
          22: undefined,
        }).fields,
        90: about(request),
        95: formatReplacementAmounts({ transaction: 4_000n, settlement: 0n, billing: 0n }),
      },
    };
    expect(await client.say(part)).toMatchObject({ mti: '0410', fields: { 39: '00' } });
    expect(await client.say(part)).toMatchObject({ mti: '0410', fields: { 39: '00' } });
    expect(await balances(customerId)).toEqual({
      available_minor: 96_000n,
      held_minor: 4_000n,
      owed_minor: 0n,
    });
    for (const kind of ['P', 'F']) {
      const clearing = purchaseMessage(card, { 4: '000000001500' }, {});
      const fields = { ...clearing.fields, 48: formatPrivateData({ '11': kind, '63': 'MTX0000000001' }) };
      expect(await client.say({ mti: '0220', fields })).toMatchObject({ mti: '0230', fields: { 39: '00' } });
      expect(await client.say({ mti: '0221', fields })).toMatchObject({ mti: '0230', fields: { 39: '00' } });
    }
    expect(await balances(customerId)).toEqual({
      available_minor: 97_000n,
      held_minor: 0n,
      owed_minor: 3_000n,
    });
    expect(await moneyFaults(app.pool)).toEqual([]);
  });

  it.each([
    ['bcd', { dialect: dialects.bcdBinary }, '51'],
    ['ebcdic', { dialect: dialects.ebcdicBinary }, '51'],
    ['mac', { macKey }, '51'],
  ])('says the same over %s', async (name, options, de39) => {
    const other = await NetworkClient.signedOn(portOf(name), options);
    const { customerId, card } = await customerWithCard();
    expect(await decided(purchaseMessage(card), customerId, 'declined', other)).toMatchObject({
      fields: { 39: de39 },
    });
    await other.hangUp();
  });

  it('asks and collects in one message, gives back, and knows a verification', async () => {
    const { customerId, card } = await customerWithCard();
    const verification = purchaseMessage(card, { 4: '000000000000', 25: '51' });
    expect(await client.say(verification)).toMatchObject({ fields: { 39: '85', 44: 'M' } });
    const financial = { ...purchaseMessage(card), mti: '0200' };
    expect(await decided(financial, customerId)).toMatchObject({ mti: '0210', fields: { 39: '00' } });
    expect(await client.say({ ...financial, mti: '0201' })).toMatchObject({ fields: { 39: '00' } });
    expect(await balances(customerId)).toEqual({
      available_minor: 95_800n,
      held_minor: 0n,
      owed_minor: 4_200n,
    });
    const refund = purchaseMessage(card, { 3: '200000', 4: '000000002000', 48: undefined });
    expect(await client.say({ mti: '0220', fields: refund.fields })).toMatchObject({ fields: { 39: '00' } });
    expect(await balances(customerId)).toEqual({
      available_minor: 97_800n,
      held_minor: 0n,
      owed_minor: 2_200n,
    });
  });

  it('answers a repeat as the first time, byte for byte, and 94 to another message under its key', async () => {
    const { customerId, card } = await customerWithCard();
    const request = purchaseMessage(card);
    const first = await decided(request, customerId);
    const repeat = { ...request, mti: '0101' };
    expect(client.bytesOf(await client.say(repeat))).toEqual(client.bytesOf(first));
    const other = { ...request, fields: { ...request.fields, 4: '000000000001' } };
    expect(await client.say(other)).toMatchObject({ fields: { 39: '94' } });
  });

  it('is the same card service as over HTTP: what was bought here cannot be bought there', async () => {
    const { customerId, card } = await customerWithCard();
    await decided(purchaseMessage(card), customerId);
    const network = await app.caller('network');
    const answer = await network.api.post('/v1/authorizations', purchase(card));
    expect(answer.body).toMatchObject({ state: 'declined', de39: '46' });
  });

  it('takes a reversal for an answer that could not be delivered', async () => {
    const { customerId, card } = await customerWithCard();
    const lost = await NetworkClient.signedOn(portOf('visa'));
    const request = purchaseMessage(card);
    lost.say(request).catch(() => undefined);
    await eventually(async () => {
      const { rows } = await app.pool.query('select from authorizations where customer_id = $1', [
        customerId,
      ]);
      expect(rows).toHaveLength(1);
    });
    await lost.hangUp();
    await assessor.decide(customerId);
    const { fields } = purchaseMessage(card, { 14: undefined, 48: undefined });
    const reversal = { mti: '0420', fields: { ...fields, 90: about(request) } };
    expect(await client.say(reversal)).toMatchObject({ mti: '0430', fields: { 39: '00' } });
    expect(await balances(customerId)).toMatchObject({ held_minor: 0n, owed_minor: 0n });
  });

  it('answers pipelined messages as their decisions come, not in the order of their arrival', async () => {
    const [slow, quick] = [await customerWithCard(), await customerWithCard()];
    const order: string[] = [];
    const first = client.say(purchaseMessage(slow.card)).then(() => order.push('slow'));
    const second = client.say(purchaseMessage(quick.card)).then(() => order.push('quick'));
    await assessor.decide(quick.customerId);
    await second;
    await assessor.decide(slow.customerId);
    await first;
    expect(order).toEqual(['quick', 'slow']);
  });

  it('takes no traffic before sign-on, nor after sign-off', async () => {
    const { card, customerId } = await customerWithCard();
    const quiet = await NetworkClient.connect(portOf('visa'));
    expect(await quiet.say(purchaseMessage(card))).toMatchObject({ fields: { 39: '58' } });
    expect(await quiet.manage('001')).toMatchObject({ mti: '0810', fields: { 39: '00', 70: '001' } });
    expect(await quiet.manage('301')).toMatchObject({ fields: { 39: '00' } });
    expect(await quiet.manage('002')).toMatchObject({ fields: { 39: '00' } });
    expect(await quiet.say(purchaseMessage(card))).toMatchObject({ fields: { 39: '58' } });
    const { rows } = await app.pool.query('select from authorizations where customer_id = $1', [customerId]);
    expect(rows).toEqual([]);
    await quiet.hangUp();
  });

  it.each([
    ['an entry mode that it does not know', { 22: '992' }, '30'],
    ['an amount of zero that is no verification', { 4: '000000000000' }, '13'],
    ['no CVV2', { 48: undefined }, '30'],
    ['a country that is none', { 43: ' '.repeat(40) }, '30'],
    ['a card number in the name of the merchant', { 43: '4111111111111111'.padEnd(38) + 'DE' }, '30'],
    ['a balance inquiry', { 3: '300000' }, '57'],
    ['another currency', { 49: '840' }, '57'],
    ['a currency that nobody has', { 49: '999' }, '57'],
    ['a moment half a year away', { 7: halfAYearAway() }, '30'],
  ])('answers %s, and writes nothing of it', async (_what, change, de39) => {
    const { card } = await customerWithCard();
    const before = await app.pool.query('select count(*) from authorizations where state <> $1', [
      'declined',
    ]);
    expect(await client.say(purchaseMessage(card, change))).toMatchObject({ fields: { 39: de39 } });
    const after = await app.pool.query('select count(*) from authorizations where state <> $1', ['declined']);
    expect(after.rows).toEqual(before.rows);
  });

  it('answers what is not to the letter with 30, byte for byte of any segments, and hangs up after three', async () => {
    const narrow = await NetworkClient.signedOn(portOf('narrow'));
    const { card } = await customerWithCard();
    const good = narrow.bytesOf({ mti: '0800', fields: { 7: '1127014500', 11: '900001', 70: '301' } });
    const bad = Buffer.from(narrow.bytesOf(purchaseMessage(card, { 11: '900002' })));
    bad.write('X', bad.indexOf('000000004200'), 'latin1');
    for (const byte of bad) narrow.socket.write(Buffer.from([byte]));
    narrow.socket.write(Buffer.concat([good, bad, bad]));
    await narrow.closed;
    expect(narrow.unexpected.map(({ mti, fields }) => `${mti} ${fields[39] ?? ''}`)).toEqual([
      '0110 30',
      '0810 00',
      '0110 30',
      '0110 30',
    ]);
  });

  it('hangs up at once on a length that lies, and has room for the next caller', async () => {
    const liar = await NetworkClient.connect(portOf('narrow'));
    liar.socket.write(Buffer.from([0xff, 0xff, 0x30]));
    await liar.closed;
    const next = await narrowLine();
    await next.hangUp();
  });

  /** The end of the last caller may be noticed a moment later. */
  const narrowLine = () => eventually(() => NetworkClient.signedOn(portOf('narrow')));

  it('asks a silent line for an echo, and hangs up when none comes', async () => {
    const silent = await narrowLine();
    await silent.closed;
    expect(silent.unexpected).toMatchObject([{ mti: '0800', fields: { 70: '301' } }]);
  });

  it('lets one caller in where one is allowed', async () => {
    const [one, two] = [await narrowLine(), await NetworkClient.connect(portOf('narrow'))];
    await two.closed;
    expect(await one.manage('301')).toMatchObject({ fields: { 39: '00' } });
    await one.hangUp();
  });

  it('does not send an answer that comes too late', async () => {
    const impatient = await NetworkClient.signedOn(portOf('impatient'));
    const { customerId, card } = await customerWithCard();
    impatient.say(purchaseMessage(card)).catch(() => undefined);
    await assessor.decide(customerId);
    await eventually(async () => {
      const metrics = await (await fetch(`${app.url}/metrics`)).text();
      expect(metrics).toContain('mayfly_iso8583_messages_total{link="impatient",fate="late"} 1');
    });
    expect(impatient.unexpected).toEqual([]);
    await impatient.hangUp();
  });

  it('never says a card number or a CVV2 to its log', async () => {
    const { card } = await customerWithCard();
    const spoilt = client.bytesOf(purchaseMessage(card));
    spoilt.write('X', spoilt.indexOf('000000004200'), 'latin1');
    client.socket.write(spoilt);
    await eventually(() => {
      expect(app.logLines.join('')).toContain('field_characters');
      return Promise.resolve();
    });
    expect(app.logLines.join('')).not.toContain(card.number);
  });
});

describe('a link on which we call', () => {
  it('signs on, is called again after the line was lost, and drains before it ends', async () => {
    const sockets: Socket[] = [];
    const network = createServer((socket) => sockets.push(socket));
    network.listen(0, '127.0.0.1');
    await once(network, 'listening');
    const { port } = network.address() as AddressInfo;
    const link = { name: 'dialled', networkId: visa, scheme: 'visa', dial: { host: '127.0.0.1', port } };
    const app = await CardServiceApp.start({ ISO8583_LINKS: JSON.stringify([link]) });
    const assessor = new Assessor(app);
    const answered = async (nth: number): Promise<NetworkClient> => {
      const socket = await eventually(() => {
        const found = sockets[nth];
        if (found === undefined) throw new Error('nobody calls');
        return Promise.resolve(found);
      });
      const client = await NetworkClient.connect(0, { socket });
      const signOn = await eventually(() => {
        const [first] = client.unexpected;
        if (first === undefined) throw new Error('no sign-on yet');
        return Promise.resolve(first);
      });
      expect(signOn).toMatchObject({ mti: '0800', fields: { 70: '001' } });
      client.socket.write(
        client.bytesOf({ mti: '0810', fields: { 11: signOn.fields[11] ?? '', 39: '00', 70: '001' } }),
      );
      return client;
    };
    const first = await answered(0);
    await first.hangUp();
    const second = await answered(1);
    const { customerId } = await app.customer();
    const card = await app.card(customerId);
    const answer = second.say(purchaseMessage(card, { 11: nextStan() }));
    await eventually(async () => {
      const { rows } = await app.pool.query(`select from authorizations where state = 'pending'`);
      expect(rows).toHaveLength(1);
    });
    const stopped = app.service.stop();
    await assessor.decide(customerId);
    expect(await answer).toMatchObject({ fields: { 39: '00' } });
    await stopped;
    await second.closed;
    network.close();
    await assessor.stop();
    await app.stop();
  });
});

function halfAYearAway(): string {
  const then = new Date(Date.now() + 180 * 24 * 60 * 60 * 1000);
  return then.toISOString().replace(/^\d{4}-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d).*$/, '$1$2$3$4$5');
}
