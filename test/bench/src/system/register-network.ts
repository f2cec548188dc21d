import { randomUUID } from 'node:crypto';
import { request } from 'undici';
import type { NetworkAccess } from '../load/network-caller';

/** Has the operator register a card network. */
export async function registerNetwork(url: string, operatorKey: string): Promise<NetworkAccess> {
  const answer = await request(`${url}/v1/api-keys`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${operatorKey}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({ role: 'network', name: 'Network of the benchmark', scheme: 'visa' }),
  });
  const body = (await answer.body.json()) as NetworkAccess;
  if (answer.statusCode !== 201) throw new Error(`no network: ${answer.statusCode} ${JSON.stringify(body)}`);
  return { apiKey: body.apiKey, signingSecret: body.signingSecret };
}
