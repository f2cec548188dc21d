import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as until } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { openProgress } from '@mayfly/command-line';
import { type MintedCard, Scene } from '../client/scene';
import { percentile } from '../latencies';
import { mintCards } from '../load/mint-cards';
import { ordinary } from '../load/mixes';
import { planLoad } from '../load/plan-load';
import { type Why, unanswered } from '../network/unanswered';
import { Random } from '@mayfly/fraud-world';
import type { FromGuesser, Guessed, Guessing } from './guesser';

export interface GuessingPlan {
  /** Of both guessers together. */
  readonly guesses: number;
  readonly ratePerSecond: number;
  /** Honest purchases a second, of the same two networks together. */
  readonly honestPerSecond: number;
}

export interface HonestTraffic {
  readonly sent: number;
  readonly approved: number;
  /** Count by the reason for which there was no answer. */
  readonly unanswered: Readonly<Partial<Record<Why, number>>>;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface GuessingResult {
  readonly guessed: readonly Guessed[];
  readonly openCards: number;
  readonly blockedCards: number;
  /** As long as the guessing would take, and at most a minute: without it. */
  readonly before: HonestTraffic;
  readonly during: HonestTraffic;
}

const mostSecondsBefore = 60;
/** Cards that nobody uses meanwhile, whose numbers both guessers know. */
const leakedCards = 100;
const readAtOnce = 8;

/**
 * Two networks through which somebody guesses numbers and CVV2s, while honest purchases come through the same two: what do the
 * guessers find, whose cards do they block, and do the others notice?
 */
export async function runGuessing(
  system: { url: string; operatorKey: string },
  plan: GuessingPlan,
): Promise<GuessingResult> {
  const scenes = [
    await Scene.open(system.url, system.operatorKey, 'visa'),
    await Scene.open(system.url, system.operatorKey, 'mastercard'),
  ];
  const [scene] = scenes;
  if (scene === undefined) throw new Error('no network');
  const durationSeconds = plan.guesses / plan.ratePerSecond;
  const beforeSeconds = Math.min(mostSecondsBefore, durationSeconds);
  const honest = (seconds: number): number => Math.ceil(plan.honestPerSecond * seconds);
  const wanted = leakedCards + honest(beforeSeconds) + honest(durationSeconds);
  const numbers = new Random(randomInt(1_000_000), 'guesses');
  const cards = await mintCards(scene, planLoad(new Array<number>(wanted).fill(0), ordinary, numbers));
  const leaked = cards.splice(0, leakedCards);
  const before = await buyHonestly(scenes, cards.splice(0, honest(beforeSeconds)), plan.honestPerSecond);
  const [first] = leaked;
  if (first === undefined) throw new Error('no card');
  const made: number[] = [];
  const guesses = scenes.map(({ networkCredentials }, place) =>
    guessBeside(
      {
        credentials: networkCredentials,
        guesses: Math.ceil(plan.guesses / scenes.length),
        ratePerSecond: plan.ratePerSecond / scenes.length,
        iin: first.number.slice(0, 8),
        expiry: first.expiry,
        leaked: leaked.map(({ number }) => number),
      },
      (count) => (made[place] = count),
    ),
  );
  const guessed = (): string =>
    `, guessed ${made.reduce((sum, count) => sum + count, 0)} of ${plan.guesses} numbers`;
  const [during, ...results] = await Promise.all([
    buyHonestly(scenes, cards, plan.honestPerSecond, guessed),
    ...guesses,
  ]);
  const all = [...leaked, ...cards];
  return {
    guessed: results,
    openCards: all.length,
    blockedCards: await countBlocked(scene, all),
    before,
    during,
  };
}

function guessBeside(guessing: Guessing, onMade: (count: number) => void): Promise<Guessed> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(__dirname, 'guesser.js'), { workerData: guessing });
    worker.on('message', (message: FromGuesser) => {
      if ('made' in message) onMade(message.made);
      else resolve(message.guessed);
    });
    worker.once('error', reject);
  });
}

async function buyHonestly(
  scenes: readonly Scene[],
  cards: readonly MintedCard[],
  ratePerSecond: number,
  besides = (): string => '',
): Promise<HonestTraffic> {
  const startedMs = performance.now();
  const latenciesMs: number[] = [];
  let approved = 0;
  let answered = 0;
  const lost: Partial<Record<Why, number>> = {};
  const progress = openProgress();
  progress.say(() => `honest purchases: answered ${answered} of ${cards.length}${besides()}`);
  const calls = cards.map(async (card, index) => {
    const intendedMs = startedMs + (index * 1000) / ratePerSecond;
    await until(Math.max(0, intendedMs - performance.now()));
    const scene = scenes[index % scenes.length];
    try {
      const answer = await scene?.authorize(scene.purchase(card, 100));
      answered += 1;
      if (answer?.body['state'] === 'approved') approved += 1;
    } catch (error) {
      const { why } = unanswered(error);
      lost[why] = (lost[why] ?? 0) + 1;
    }
    latenciesMs.push(performance.now() - intendedMs);
  });
  await Promise.all(calls).finally(progress.end);
  return {
    sent: cards.length,
    approved,
    unanswered: lost,
    p50Ms: percentile(latenciesMs, 50),
    p99Ms: percentile(latenciesMs, 99),
  };
}

async function countBlocked(scene: Scene, cards: readonly MintedCard[]): Promise<number> {
  let blocked = 0;
  for (let first = 0; first < cards.length; first += readAtOnce) {
    const answers = await Promise.all(
      cards.slice(first, first + readAtOnce).map(({ cardId }) => scene.operator.get(`/v1/cards/${cardId}`)),
    );
    blocked += answers.filter(({ body }) => body['state'] === 'blocked').length;
  }
  return blocked;
}
