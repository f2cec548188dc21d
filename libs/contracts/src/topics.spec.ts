import { eventTypes } from './generated/schemas';
import { deadLetterTopicOf, topics } from './topics';

const day = 24 * 60 * 60 * 1000;

it('has one topic for each event, and dead letters for each consumer', () => {
  expect(topics.map(({ name }) => name)).toEqual([
    ...eventTypes,
    deadLetterTopicOf('card-service'),
    deadLetterTopicOf('assessment-worker'),
  ]);
});

it('keeps events for seven days and gives all of them as many partitions, so that a customer has the same one everywhere', () => {
  const events = topics.filter(({ name }) => eventTypes.some((type) => type === name));
  expect(new Set(events.map(({ partitions }) => partitions))).toEqual(new Set([6]));
  const lasting = events.filter(
    ({ retentionMs, cleanupPolicy }) => retentionMs !== 7 * day || cleanupPolicy !== 'delete',
  );
  expect(lasting).toEqual([
    { name: 'customer.profile.v1', partitions: 6, retentionMs: -1, cleanupPolicy: 'compact' },
  ]);
});

it('keeps dead letters longer than the events they came from, so that there is time to replay them', () => {
  for (const { name, retentionMs } of topics) {
    if (name.endsWith('.dead-letters.v1')) expect(retentionMs).toBe(30 * day);
  }
});
