import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageTypes } from '@mayfly/iso8583';
import { eventsOfTime, networkMessages } from './network-messages';
import { stateTables } from './state-tables/state-tables';

const paths = Object.entries(
  (
    JSON.parse(readFileSync(join(__dirname, '../../../docs/reference/openapi.json'), 'utf8')) as {
      paths: Record<string, object>;
    }
  ).paths,
).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));

describe('the table of network messages', () => {
  it('has every message type of the codec, and no other', () => {
    expect([...new Set(networkMessages.flatMap(({ mtis }) => mtis))].sort()).toEqual(
      [...messageTypes.keys()].sort(),
    );
  });

  it('brings about every event of the authorization that time does not', () => {
    const events = new Set([...eventsOfTime, ...networkMessages.flatMap((row) => row.events)]);
    expect([...events].sort()).toEqual(
      [...new Set(stateTables.authorization.map(({ event }) => event))].sort(),
    );
  });

  it('names endpoints that there are', () => {
    const named = networkMessages.flatMap(({ http }) => http.match(/POST \/v1\/[\w/{}-]+/g) ?? []);
    expect(named.length).toBeGreaterThan(8);
    for (const endpoint of named) expect(paths).toContain(endpoint);
  });
});
