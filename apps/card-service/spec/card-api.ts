import { randomBytes, randomUUID } from 'node:crypto';
import type { Pool } from '@mayfly/postgres';
import { createApplication } from '../src/create-application';
import { InstallOperatorKey } from '../src/access/install-operator-key';
import { createLog } from '../src/operation/log';
import { cardDatabase } from './card-database';
import { testSettings } from './test-settings';
import { steadyProfile } from './steady-profile';

/** An answer with its body; a problem is an answer like any other. */
export interface ApiAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a call may carry besides its path. */
export interface ApiCall {
  readonly apiKey?: string;
  readonly idempotencyKey?: string;
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown;
}

/**
 * The card service's HTTP side on a database of its own, listening on a free port. Neither relay nor consumer runs: what
 * these specs look at needs no Kafka.
 */
export class CardApi {
  private constructor(
    readonly url: string,
    readonly pool: Pool,
    readonly operatorKey: string,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(): Promise<CardApi> {
    const database = await cardDatabase();
    const operatorKey = randomBytes(16).toString('hex');
    const settings = {
      ...testSettings(database.url),
      kafkaBrokers: ['127.0.0.1:1'],
      logLevel: 'silent',
      operatorKey,
    };
    const { app } = await createApplication(settings, createLog('silent'));
    await app.get(InstallOperatorKey).execute();
    await app.listen(0, '127.0.0.1');
    return new CardApi(await app.getUrl(), database.pool, operatorKey, async () => {
      await app.close();
      await database.drop();
    });
  }

  async call(method: string, path: string, call: ApiCall = {}): Promise<ApiAnswer> {
    const { body, idempotencyKey } = call;
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(call.apiKey === undefined ? {} : { authorization: `Bearer ${call.apiKey}` }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      contentType: response.headers.get('content-type'),
      body: text === '' ? {} : (JSON.parse(text) as ApiAnswer['body']),
    };
  }

  /** A fresh API key of the role. */
  async apiKey(role: 'agent' | 'auditor' | 'operator' | 'customer', customerId?: string): Promise<string> {
    const answer = await this.call('POST', '/v1/api-keys', {
      apiKey: this.operatorKey,
      idempotencyKey: randomUUID(),
      body: { role, ...(customerId === undefined ? {} : { customerId }) },
    });
    return String(answer.body['apiKey']);
  }

  /** A customer in EUR, with an API key of the customer's own. */
  async customer(grantedMinor = 100_000): Promise<{ customerId: string; apiKey: string }> {
    const { body } = await this.call('POST', '/v1/customers', {
      apiKey: this.operatorKey,
      idempotencyKey: randomUUID(),
      body: { country: 'DE', currency: 'EUR', grantedMinor, profile: steadyProfile() },
    });
    const customerId = String(body['customerId']);
    return { customerId, apiKey: await this.apiKey('customer', customerId) };
  }

  /** Mints a card with a fresh Idempotency-Key. */
  mint(
    owner: { customerId: string; apiKey: string },
    body: unknown = { capMinor: 5_000 },
  ): Promise<ApiAnswer> {
    return this.call('POST', `/v1/customers/${owner.customerId}/cards`, {
      apiKey: owner.apiKey,
      idempotencyKey: randomUUID(),
      body,
    });
  }
}
