import { code, generatedNote, table } from './markdown.mjs';

const dayMs = 24 * 60 * 60 * 1000;

/** docs/reference/events.md: the topics, the envelope, and every event field by field with an example. */
export function eventsPage({ topics, eventTypes, eventFlows, schemas, examples }) {
  const schemaOf = (type) => schemas.find(({ $id }) => $id === `${type}.schema.json`);
  const { definitions } = schemas.find(({ $id }) => $id === 'vocabulary.schema.json');
  return [
    generatedNote,
    '# Events',
    'One JSON Schema for each event (`libs/contracts/schemas`) is the only source: types, validation at both ends, this page and [asyncapi.json](asyncapi.json) are made from it. A record that does not fit its schema is never published; a consumer that finds one moves it to its dead-letter topic.',
    '## Topics',
    'The name of a topic is the type of its event. `TOPIC_PREFIX` goes before every name.',
    table(
      ['topic', 'partitions', 'kept', 'written by', 'read by'],
      topics.map((topic) => topicRow(topic, eventFlows)),
    ),
    '## Envelope',
    'CloudEvents 1.0, Kafka binding, binary mode: the value is the data as JSON, the attributes are headers. The key is the customer’s id, so that one customer’s events stay in order. Delivery is at least once: `ce_id` tells a repetition.',
    envelope,
    ...eventTypes.flatMap((type) => [
      `## ${type}`,
      schemaOf(type).description,
      table(['field', 'type', 'meaning'], fields(schemaOf(type), '', definitions)),
      ['```json', JSON.stringify(examples[type], null, 2), '```'].join('\n'),
    ]),
  ].join('\n\n');
}

function topicRow({ name, partitions, retentionMs, cleanupPolicy }, eventFlows) {
  const kept =
    cleanupPolicy === 'compact' ? 'the newest for each customer, for ever' : `${retentionMs / dayMs} days`;
  const flow = eventFlows[name] ?? { sender: name.replace('.dead-letters.v1', ''), receivers: [] };
  const readers = flow.receivers.length > 0 ? flow.receivers.join(', ') : 'operators';
  return [code(name), partitions, kept, flow.sender, readers];
}

const envelope = table(
  ['header', 'meaning'],
  [
    ['`ce_specversion`', '`1.0`'],
    ['`ce_id`', 'UUIDv7 of the event: the outbox row, or the decision'],
    ['`ce_type`', 'the event type, which is the name of the topic'],
    ['`ce_source`', 'the application that wrote it'],
    ['`ce_subject`', 'the customer’s id, as the key'],
    ['`ce_time`', 'when it was written, UTC'],
    ['`content-type`', '`application/json`'],
    ['`traceparent`', 'W3C trace context of the request that caused it, where there was one'],
  ],
);

/** One row for each field, the nested ones by their path. Every field is required. */
function fields(schema, path, definitions) {
  return Object.entries(schema.properties).flatMap(([name, property]) => {
    const { target, word } = resolve(property, definitions);
    const description = property.description ?? target.description ?? '';
    const row = [code(path + name), typeOf(target, word), description];
    return target.type === 'object' ? [row, ...fields(target, `${path}${name}.`, definitions)] : [row];
  });
}

function resolve(property, definitions) {
  if (property.$ref === undefined) return { target: property, word: null };
  const word = property.$ref.split('/').at(-1);
  return { target: definitions[word], word };
}

function typeOf(target, word) {
  if (word !== null) return word;
  if (target.oneOf) return target.oneOf.map((option) => typeOf(option, refWord(option))).join(' or ');
  if (target.enum) return target.enum.map(code).join(', ');
  if (target.type === 'array') return `list of ${typeOf(target.items, refWord(target.items))}`;
  return target.type;
}

function refWord({ $ref }) {
  return $ref === undefined ? null : $ref.split('/').at(-1);
}
