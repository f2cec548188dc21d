import { setTimeout as pause } from 'node:timers/promises';
import { consumerLag, type Kafka } from '@mayfly/messaging';
import type { Pool } from '@mayfly/postgres';

const settledWithinMs = 60_000;
const lookEveryMs = 50;

/** Waits until nothing is pending, the outbox is empty and no consumer is behind; gives the time that it took, in ms. */
export async function awaitSettled(cards: Pool, kafka: Kafka): Promise<number> {
  const startedAtMs = performance.now();
  for (;;) {
    const waiting = await whatWaits(cards, kafka);
    const tookMs = performance.now() - startedAtMs;
    if (waiting === '') return tookMs;
    if (tookMs > settledWithinMs) throw new Error(`not settled within ${settledWithinMs} ms: ${waiting}`);
    await pause(lookEveryMs);
  }
}

async function whatWaits(cards: Pool, kafka: Kafka): Promise<string> {
  const { rows } = await cards.query<{ pending: bigint; unpublished: bigint }>(
    `select (select count(*) from authorizations where state = 'pending') as pending,
            (select count(*) from outbox where refusal is null) as unpublished`,
  );
  const { pending = 0n, unpublished = 0n } = rows[0] ?? {};
  const lag = (await consumerLag(kafka)).reduce((sum, partition) => sum + partition.lag, 0n);
  if (pending === 0n && unpublished === 0n && lag === 0n) return '';
  return `${pending} pending, ${unpublished} unpublished, ${lag} not consumed`;
}
