import { randomInt, randomUUID } from 'node:crypto';
import { disposableDatabase } from '@mayfly/local-stack';
import { createPool, type Pool } from '@mayfly/postgres';
import { createLog } from '../src/operation/log';
import { cardMigrations } from './card-database';
import type { Role } from '../src/access/roles';
import type { Settings } from '../src/settings';
import { startService, type RunningService } from '../src/start-service';
import { MayflyApi, type ApiAnswer } from '../../network-simulator/src/client/mayfly-api';
import { steadyProfile } from './steady-profile';
import { operatorKey, testSettings } from './test-settings';

/** A holder of an API key. */
export interface TestCaller {
  readonly api: MayflyApi;
  readonly keyId: string;
  readonly apiKey: string;
  readonly signingSecret: string | undefined;
}

/** A card with everything a purchase needs. */
export interface TestCard {
  readonly cardId: string;
  readonly number: string;
  readonly expiry: string;
  readonly cvv2: string;
}

/** The whole card service in this process, on a database and topics of its own. Without a worker nothing is decided. */
export class CardServiceApp {
  readonly operator: MayflyApi;
  readonly url: string;

  private constructor(
    readonly service: RunningService,
    readonly settings: Settings,
    /** A way to the database that does not go through the service. */
    readonly pool: Pool,
    /** The lines of the service's log. */
    readonly logLines: readonly string[],
    private readonly drop: () => Promise<void>,
  ) {
    this.url = service.url;
    this.operator = new MayflyApi({ url: service.url, apiKey: operatorKey });
  }

  /** @param viaDatabase makes the service reach its database by another URL, as through a connection that can be cut */
  static async start(
    env: Readonly<Record<string, string>> = {},
    viaDatabase: (url: string) => Promise<string> = (url) => Promise.resolve(url),
  ): Promise<CardServiceApp> {
    const database = await disposableDatabase(process.env['TEST_POSTGRES_URL'] ?? '', ...cardMigrations);
    const settings = testSettings(await viaDatabase(database.url), env);
    const logLines: string[] = [];
    const log = createLog(settings.logLevel, { write: (line) => void logLines.push(line) });
    const service = await startService(settings, log, (error) => {
      throw error;
    });
    const pool = createPool(database.url, { max: 2, applicationName: 'card-service app spec' });
    return new CardServiceApp(service, settings, pool, logLines, async () => {
      await pool.end();
      await database.drop();
    });
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await this.drop();
  }

  /** A new API key: a network or merchant of its own on Visa unless `holder` says otherwise. */
  async caller(role: Role, holder: Readonly<Record<string, string>> = {}): Promise<TestCaller> {
    const isParty = role === 'network' || role === 'merchant';
    const party = isParty && holder['partyId'] === undefined ? { name: `A ${role}`, scheme: 'visa' } : {};
    const shop = role === 'merchant' && holder['partyId'] === undefined ? nordicBooks : {};
    const issued = created(await this.issueKey({ role, ...party, ...shop, ...holder }));
    const apiKey = String(issued['apiKey']);
    const secret = issued['signingSecret'];
    const signingSecret = typeof secret === 'string' ? secret : undefined;
    const credentials = { url: this.url, apiKey, ...(signingSecret === undefined ? {} : { signingSecret }) };
    return { api: new MayflyApi(credentials), keyId: String(issued['keyId']), apiKey, signingSecret };
  }

  /** What the operator is told when a key is to be issued, under a fresh Idempotency-Key unless one is given. */
  issueKey(request: object, idempotencyKey: string = randomUUID()): Promise<ApiAnswer> {
    const headers = { 'idempotency-key': idempotencyKey };
    return this.operator.post('/v1/api-keys', request, { headers });
  }

  /** A customer in EUR with a key of its own. */
  async customer(grantedMinor = 100_000): Promise<TestCaller & { readonly customerId: string }> {
    const opening = { country: 'DE', currency: 'EUR', grantedMinor, profile: steadyProfile() };
    const headers = { 'idempotency-key': randomUUID() };
    const opened = created(await this.operator.post('/v1/customers', opening, { headers }));
    const customerId = String(opened['customerId']);
    return { ...(await this.caller('customer', { customerId })), customerId };
  }

  async card(customerId: string, capMinor = 50_000): Promise<TestCard> {
    const headers = { 'idempotency-key': randomUUID() };
    const path = `/v1/customers/${customerId}/cards`;
    return created(await this.operator.post(path, { capMinor }, { headers })) as unknown as TestCard;
  }
}

/** What merchants are here, unless they say otherwise: the shop of `purchase`. */
const nordicBooks = { merchantId: 'NORDICBOOKS', mcc: '5942' };

/** A purchase on a card as a network sends it. */
export function purchase(
  card: TestCard,
  change: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    cardNumber: card.number,
    expiry: card.expiry,
    cvv2: card.cvv2,
    amountMinor: 4_200,
    currency: 'EUR',
    merchant: { id: 'NORDICBOOKS', name: 'Nordic Books', mcc: '5942', country: 'DE' },
    acquirerId: '400123',
    terminalId: 'WEB00001',
    stan: String(randomInt(1_000_000)).padStart(6, '0'),
    transmittedAt: new Date().toISOString(),
    entryMode: 'ecommerce',
    ...change,
  };
}

function created({ status, body }: ApiAnswer): ApiAnswer['body'] {
  if (status === 201) return body;
  throw new Error(`expected 201, got ${status}: ${JSON.stringify(body)}`);
}
