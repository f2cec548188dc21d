import { Assessor } from '../../spec/assessor';
import { CardServiceApp, purchase, type TestCaller } from '../../spec/card-service-app';
import { moneyFaults } from '../../spec/money-faults';
import { NetworkClient, purchaseMessage } from '../../../../test/support/iso8583/network-client';
import { Iso8583Port } from './iso8583-port';

/** `RACES=1000 npx jest both-transports` races as often. */
const races = Number(process.env['RACES'] ?? 30);
/** Under way at once. */
const atOnce = 10;
const link = {
  name: 'visa',
  networkId: '018f8583-0000-7000-8000-000000000001',
  scheme: 'visa',
  listen: { host: '127.0.0.1', port: 0 },
};

describe('a card used over HTTP and ISO 8583 at the same moment', () => {
  jest.setTimeout(600_000);
  let app: CardServiceApp;
  let assessor: Assessor;
  let line: NetworkClient;
  let network: TestCaller;

  beforeAll(async () => {
    app = await CardServiceApp.start({
      ISO8583_LINKS: JSON.stringify([link]),
      DECISION_DEADLINE_MS: '10000',
      LOG_LEVEL: 'silent',
    });
    assessor = new Assessor(app);
    network = await app.caller('network');
    line = await NetworkClient.signedOn(app.service.app.get(Iso8583Port).addresses['visa']?.port ?? 0);
  });
  afterAll(async () => {
    await line.hangUp();
    await assessor.stop();
    await app.stop();
  });

  /** What both were answered, the approval first. */
  async function race(): Promise<string[]> {
    const { customerId } = await app.customer();
    const card = await app.card(customerId);
    const [overLine, overHttp] = await Promise.all([
      line.say(purchaseMessage(card)),
      network.api.post('/v1/authorizations', purchase(card)),
      assessor.decide(customerId),
    ]);
    return [overLine.fields[39] ?? '', String(overHttp.body['de39'])].sort();
  }

  it('is approved once; the other purchase finds it busy or used', async () => {
    const answers: string[][] = [];
    while (answers.length < races) {
      const next = Array.from({ length: Math.min(atOnce, races - answers.length) }, race);
      answers.push(...(await Promise.all(next)));
    }
    for (const [approval, refusal] of answers) {
      expect(approval).toBe('00');
      expect(['46', '65']).toContain(refusal);
    }
    const { rows } = await app.pool.query(
      `select card_id from authorizations where state = 'approved' group by card_id having count(*) > 1`,
    );
    expect(rows).toEqual([]);
    expect(await moneyFaults(app.pool)).toEqual([]);
  });
});
