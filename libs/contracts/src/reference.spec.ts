import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventFlows } from './event-flows';
import { reasonCodes } from './reasons/catalogue';
import { stateTables } from './state-tables/state-tables';
import { topics } from './topics';

const reference = join(__dirname, '../../../docs/reference');
const asyncapiText = readFileSync(join(reference, 'asyncapi.json'), 'utf8');
const asyncapi = JSON.parse(asyncapiText) as {
  channels: Record<string, { address: string; bindings: { kafka: { partitions: number } } }>;
  operations: Record<string, { action: string; channel: { $ref: string } }>;
};

it('describes every topic as a channel, with its partitions', () => {
  const channels = Object.entries(asyncapi.channels).map(([name, { address, bindings }]) => [
    name,
    address,
    bindings.kafka.partitions,
  ]);
  expect(channels).toEqual(topics.map(({ name, partitions }) => [name, name, partitions]));
});

it('says of every event who sends it, and who receives it', () => {
  const operations = Object.values(asyncapi.operations);
  for (const [type, { receivers }] of Object.entries(eventFlows)) {
    const actions = operations
      .filter(({ channel }) => channel.$ref === `#/channels/${type}`)
      .map(({ action }) => action);
    expect(actions).toEqual(['send', ...receivers.map(() => 'receive')]);
  }
});

it('points nowhere that is not in the document', () => {
  const references = new Set(
    [...asyncapiText.matchAll(/"\$ref": "#\/([^"]+)"/g)].map((match) => match[1] ?? ''),
  );
  expect(references.size).toBeGreaterThan(topics.length);
  for (const path of references) {
    const target = path
      .split('/')
      .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], asyncapi);
    expect({ path, found: target !== undefined }).toEqual({ path, found: true });
  }
});

it('lists every reason and every row of the state tables', () => {
  const reasons = readFileSync(join(reference, 'reasons.md'), 'utf8');
  for (const code of reasonCodes) expect(reasons).toContain(`| \`${code}\` `);
  const machines = readFileSync(join(reference, 'state-machines.md'), 'utf8');
  for (const { effect } of Object.values(stateTables).flat()) expect(machines).toContain(`| ${effect} `);
});
