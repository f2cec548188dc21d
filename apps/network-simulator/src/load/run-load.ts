import { setTimeout as until } from 'node:timers/promises';
import { type MintedCard, Scene } from '../client/scene';
import { steady } from '../personas/personas';
import { percentile } from './latencies';

/** What a load is: purchases per second, and for how long. */
export interface Load {
  readonly ratePerSecond: number;
  readonly durationSeconds: number;
}

/** More in an hour would look like theft to the assessment. */
const purchasesPerCustomer = 10;
/** Customers that are opened at the same time: preparing a load is no load test. */
const openedAtOnce = 4;

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
  const cards = await mintCards(scene, load);
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

/** Cards are minted before the clock starts: a load measures authorizations only. */
async function mintCards(scene: Scene, load: Load): Promise<MintedCard[]> {
  const wanted = Math.ceil(load.ratePerSecond * load.durationSeconds);
  const customers = Math.ceil(wanted / purchasesPerCustomer);
  const minted: MintedCard[][] = [];
  while (minted.length < customers) {
    const next = Array.from({ length: Math.min(openedAtOnce, customers - minted.length) }, () =>
      customerWithCards(scene),
    );
    minted.push(...(await Promise.all(next)));
  }
  // Round robin: neighbours in time belong to different customers.
  return Array.from({ length: purchasesPerCustomer }, (_, row) => minted.flatMap((cards) => cards[row] ?? []))
    .flat()
    .slice(0, wanted);
}

async function customerWithCards(scene: Scene): Promise<MintedCard[]> {
  const customer = await scene.customer(steady, 10_000_000);
  return Promise.all(
    Array.from({ length: purchasesPerCustomer }, () => scene.mint(customer, { capMinor: 10_000 })),
  );
}
