import { setTimeout as delay } from 'node:timers/promises';
import type * as KafkaJs from 'kafkajs';
import { specBrokers } from '../../spec/spec-kafka';
import type * as BusyTimer from './busy-timer';

/** How often a connection that has nothing to do arms a timer within a third of a second. */
async function timersOfAnIdleConnection(mend: boolean): Promise<number> {
  const fresh: { client?: KafkaJs.Kafka } = {};
  jest.isolateModules(() => {
    const { Kafka, logLevel } = jest.requireActual<typeof KafkaJs>('kafkajs');
    if (mend) jest.requireActual<typeof BusyTimer>('./busy-timer').stopBusyTimer();
    fresh.client = new Kafka({ brokers: specBrokers(), clientId: 'idle', logLevel: logLevel.NOTHING });
  });
  const admin = fresh.client?.admin();
  await admin?.connect();
  await admin?.listTopics();
  const armed = jest.spyOn(globalThis, 'setTimeout');
  await delay(333);
  const count = armed.mock.calls.length;
  armed.mockRestore();
  await admin?.disconnect();
  return count;
}

describe('one busy 1 ms timer per broker connection', () => {
  test('is there in kafkajs as it comes', async () => {
    expect(await timersOfAnIdleConnection(false)).toBeGreaterThan(30);
  });

  test('is gone from ours', async () => {
    expect(await timersOfAnIdleConnection(true)).toBeLessThan(5);
  });
});
