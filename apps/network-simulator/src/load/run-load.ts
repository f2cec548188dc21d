import { setTimeout as until } from 'node:timers/promises';
import { Scene } from '../client/scene';
import { percentile } from './latencies';
import { mintCards } from './mint-cards';

/** What a load is: purchases per second, and for how long. */
export interface Load {
  readonly ratePerSecond: number;
  readonly durationSeconds: number;
}

export interface LoadResult {
  readonly sent: number;
  readonly answered: number;
  /** Count by DE39; unanswered calls are not in it. */
  readonly answers: ReadonlyMap<string, number>;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Sends purchases on fresh cards at a constant rate, however slow the answers are: latency counts from the moment a
 * purchase was meant to be sent, so that a stalled system cannot hide its stall.
 */
export async function runLoad(system: { url: string; operatorKey: string }, load: Load): Promise<LoadResult> {
  const scene = await Scene.open(system.url, system.operatorKey);
  const cards = await mintCards(scene, Math.ceil(load.ratePerSecond * load.durationSeconds));
  const answers = new Map<string, number>();
  const latenciesMs: number[] = [];
  const startedMs = performance.now();
  const calls = cards.map(async (card, index) => {
    const intendedMs = startedMs + (index * 1000) / load.ratePerSecond;
    await until(Math.max(0, intendedMs - performance.now()));
    const answer = await scene.authorize(scene.purchase(card, 100)).catch(() => undefined);
    if (answer === undefined) return;
    latenciesMs.push(performance.now() - intendedMs);
    const { de39 } = answer.body;
    const key = typeof de39 === 'string' ? `DE39 ${de39}` : `HTTP ${answer.status}`;
    answers.set(key, (answers.get(key) ?? 0) + 1);
  });
  await Promise.all(calls);
  return {
    sent: cards.length,
    answered: latenciesMs.length,
    answers,
    p50Ms: percentile(latenciesMs, 50),
    p99Ms: percentile(latenciesMs, 99),
  };
}
