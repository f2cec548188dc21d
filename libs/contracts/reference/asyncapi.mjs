/** The AsyncAPI 3 description of every topic: channels, messages, who sends and who receives. */
export function asyncapiDocument({ topics, eventTypes, eventFlows, schemas, examples }) {
  const events = eventTypes.map((type) => ({
    type,
    schema: schemas.find(({ $id }) => $id === `${type}.schema.json`),
  }));
  const { definitions } = schemas.find(({ $id }) => $id === 'vocabulary.schema.json');
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Mayfly events',
      version: '1.0.0',
      description:
        'What crosses Kafka between the card service and the assessment worker. CloudEvents 1.0, Kafka binding, binary mode; the key is the customer’s id. Generated from libs/contracts by `npm run generate`.',
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(topics.map((topic) => [topic.name, channelOf(topic, eventFlows)])),
    operations: Object.fromEntries(topics.flatMap((topic) => operationsOf(topic.name, eventFlows))),
    components: {
      messages: {
        ...Object.fromEntries(events.map((event) => [event.schema.title, messageOf(event, examples)])),
        DeadLetter: deadLetter,
      },
      messageTraits: { CloudEvent: { headers: cloudEventHeaders, bindings: keyedByCustomer } },
      schemas: {
        ...Object.fromEntries(events.map(({ schema }) => [schema.title, withoutFrame(schema)])),
        ...withLocalReferences(definitions),
      },
    },
  };

  function channelOf({ name, partitions, retentionMs, cleanupPolicy }) {
    const event = events.find(({ type }) => type === name);
    const message = event === undefined ? 'DeadLetter' : event.schema.title;
    return {
      address: name,
      ...(event === undefined ? {} : { description: event.schema.description }),
      messages: { [message]: { $ref: `#/components/messages/${message}` } },
      bindings: {
        kafka: {
          topic: name,
          partitions,
          topicConfiguration: { 'cleanup.policy': [cleanupPolicy], 'retention.ms': retentionMs },
          bindingVersion: '0.5.0',
        },
      },
    };
  }
}

function operationsOf(topic, eventFlows) {
  const channel = { $ref: `#/channels/${topic}` };
  const flow = eventFlows[topic] ?? { sender: topic.replace('.dead-letters.v1', ''), receivers: [] };
  return [
    [`${flow.sender} sends ${topic}`, { action: 'send', channel }],
    ...flow.receivers.map((receiver) => [`${receiver} receives ${topic}`, { action: 'receive', channel }]),
  ].map(([name, operation]) => [
    name.replaceAll(/[ .-]+(\w)/g, (_, letter) => letter.toUpperCase()),
    operation,
  ]);
}

function messageOf({ type, schema }, examples) {
  return {
    name: type,
    title: schema.title,
    summary: schema.description,
    contentType: 'application/json',
    traits: [{ $ref: '#/components/messageTraits/CloudEvent' }],
    payload: { $ref: `#/components/schemas/${schema.title}` },
    examples: [{ name: 'example', payload: examples[type] }],
  };
}

const text = { type: 'string' };
const cloudEventHeaders = {
  type: 'object',
  required: ['ce_specversion', 'ce_id', 'ce_type', 'ce_source', 'ce_subject', 'ce_time', 'content-type'],
  properties: {
    ce_specversion: { type: 'string', const: '1.0' },
    ce_id: { type: 'string', format: 'uuid' },
    ce_type: text,
    ce_source: text,
    ce_subject: { type: 'string', format: 'uuid' },
    ce_time: { type: 'string', format: 'date-time' },
    'content-type': { type: 'string', const: 'application/json' },
    traceparent: text,
  },
};
const keyedByCustomer = {
  kafka: {
    key: { type: 'string', format: 'uuid', description: 'The customer’s id.' },
    bindingVersion: '0.5.0',
  },
};
const deadLetter = {
  name: 'dead-letter',
  title: 'DeadLetter',
  summary: 'A record that a consumer could not read or handle, as it came, with its origin in the headers.',
  payload: {},
};

function withoutFrame({ $schema, $id, ...schema }) {
  void $schema;
  void $id;
  return withLocalReferences(schema);
}

function withLocalReferences(value) {
  return JSON.parse(
    JSON.stringify(value).replaceAll('vocabulary.schema.json#/definitions/', '#/components/schemas/'),
  );
}
