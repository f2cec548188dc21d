import type { AuthorizationDecided, ConsumerApp, EventType } from '@mayfly/contracts';
import { deadLetterTopics, listDeadLetters, partitionRanges, publishRecords } from '@mayfly/messaging';
import { v7 as uuidv7 } from 'uuid';
import type { Customer, Scene } from '../apps/network-simulator/src/client/scene';
import { steady } from '../apps/network-simulator/src/personas/personas';
import decidedExample from '../libs/contracts/examples/authorization.decided.v1.json';
import { bookPurchase } from './assessment/purchases';
import { runCommand } from './support/command';
import { eventually } from './support/eventually';
import { eventRecord, poisonOf } from './support/poison';
import { RunningMayfly } from './support/running-mayfly';

describe('poison on a topic', () => {
  let mayfly: RunningMayfly;
  let scene: Scene;
  let customer: Customer;

  beforeAll(async () => {
    mayfly = await RunningMayfly.start();
    scene = await mayfly.stage();
    customer = await scene.customer(steady, 50_000);
  }, 90_000);

  afterAll(() => mayfly.stop(), 30_000);

  it.each<[EventType, ConsumerApp]>([
    ['authorization.requested.v1', 'assessment-worker'],
    ['authorization.decided.v1', 'card-service'],
  ])(
    '%s: goes to the dead letters of the %s with its origin, and the next purchase is approved',
    async (topic, group) => {
      const poison = poisonOf(topic, customer.customerId);
      await publishRecords(mayfly.kafka, Object.values(poison));
      await expectApproved();

      const letters = await eventually(async () => {
        const found = (await listDeadLetters(mayfly.kafka)).filter(
          ({ originalTopic }) => originalTopic === topic,
        );
        expect(found).toHaveLength(Object.keys(poison).length);
        return found;
      });
      expect(letters.map(({ errorMessage }) => errorMessage.split(':')[0]).sort()).toEqual(
        Object.keys(poison)
          .map((name) => name.split(',')[0])
          .sort(),
      );
      for (const { groupId, attempts, originalOffset } of letters) {
        expect({ groupId, attempts }).toEqual({ groupId: group, attempts: 0 });
        expect(originalOffset).toMatch(/^\d+$/);
      }
      expect(letters.flatMap(({ valueWithheld }) => valueWithheld ?? [])).toEqual(['size']);
    },
  );

  it('a request for an authorization that nobody knows: the decision on it changes nothing', async () => {
    const { customerId } = customer;
    const authorizationId = uuidv7();
    const request = { ...bookPurchase, authorizationId, customerId, deadlineAt: inAMinute() };
    await publishRecords(mayfly.kafka, [eventRecord('authorization.requested.v1', customerId, request)]);
    await expectKeptAsUnknown(authorizationId);
    await expectApproved();
  });

  it('a decision on an authorization that nobody knows: it is kept, and changes nothing', async () => {
    const { customerId } = customer;
    const authorizationId = uuidv7();
    const decision = {
      ...decidedExample,
      authorizationId,
      decisionId: uuidv7(),
      customerId,
    } as AuthorizationDecided;
    await publishRecords(mayfly.kafka, [eventRecord('authorization.decided.v1', customerId, decision)]);
    await expectKeptAsUnknown(authorizationId);
    await expectApproved();
  });

  it('is found by the audit, as events that no transaction wrote', async () => {
    const violations = await mayfly.violations();
    expect(violations.length).toBeGreaterThan(0);
    expect(
      violations.filter((violation) => !violation.startsWith('7 no event without its transaction')),
    ).toEqual([]);
  });

  it('is listed by the command; a replay says what it would send, and sends nothing', async () => {
    const listed = await runCommand(mayfly, 'operations', 'dlq');
    expect(listed.exitCode).toBe(0);
    const lines = listed.printed.split('\n').filter((line) => line.includes('UnreadableRecord'));
    expect(lines).toHaveLength(10);
    expect(listed.printed).toMatch(/authorization\.requested\.v1\[\d\]@\d+ .*malformed_json/);

    const before = await recordCounts();
    const replayed = await runCommand(mayfly, 'operations', 'dlq', 'replay');
    expect(replayed.printed).toContain('Nothing was sent');
    expect(replayed.printed.match(/^would replay/gm)).toHaveLength(8);
    expect(await recordCounts()).toEqual(before);
  });

  async function expectApproved(): Promise<void> {
    const card = await scene.mint(customer, { capMinor: 1_000 });
    const { body } = await scene.authorize(scene.purchase(card, 1_000));
    expect(body).toMatchObject({ de39: '00', state: 'approved' });
  }

  async function expectKeptAsUnknown(authorizationId: string): Promise<void> {
    await eventually(async () => {
      const { rows } = await mayfly.cards.query(
        'select cause from unapplied_decisions where authorization_id = $1',
        [authorizationId],
      );
      expect(rows).toEqual([{ cause: 'unknown_authorization' }]);
    });
  }

  function recordCounts(): Promise<unknown> {
    const topics = ['authorization.requested.v1', 'authorization.decided.v1', ...deadLetterTopics];
    return partitionRanges(mayfly.kafka, topics);
  }
});

function inAMinute(): string {
  return new Date(Date.now() + 60_000).toISOString();
}
