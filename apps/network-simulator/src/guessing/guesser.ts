import { randomInt } from 'node:crypto';
import { setTimeout as until } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { completeLuhn } from '@mayfly/card-number';
import { type Credentials, MayflyApi } from '../client/mayfly-api';
import { type MintedCard, purchaseOn } from '../client/scene';

/** What a guesser is told: it knows the range and when its cards expire, and of some cards the number too. */
export interface Guessing {
  readonly credentials: Credentials;
  readonly guesses: number;
  readonly ratePerSecond: number;
  readonly iin: string;
  /** YYMM, as on every card minted these days. */
  readonly expiry: string;
  /** Numbers that leaked: one guess in a hundred is for the CVV2 of one of them. */
  readonly leaked: readonly string[];
}

/** What came of it. */
export interface Guessed {
  /** Count by DE39, or by HTTP status. */
  readonly answers: Readonly<Record<string, number>>;
  /** Numbers of which an answer told that there is a card, leaked ones not counted. */
  readonly found: number;
}

/** Answers to a number out of thin air that tell nothing: no such number, no attempts left, or no answer. */
const telling = (answer: string): boolean => !/^(DE39 (14|65)|HTTP .*|none)$/.test(answer);

async function guess({
  credentials,
  guesses,
  ratePerSecond,
  iin,
  expiry,
  leaked,
}: Guessing): Promise<Guessed> {
  const api = new MayflyApi(credentials);
  const answers: Record<string, number> = {};
  let found = 0;
  const startedMs = performance.now();
  let next = 0;
  /** Sends one guess after the other, each at its time or as soon as the one before is answered. */
  const guesser = async (): Promise<void> => {
    for (let place = next++; place < guesses; place = next++) {
      const dueMs = startedMs + (place * 1000) / ratePerSecond - performance.now();
      if (dueMs > 1) await until(dueMs);
      const aimed = leaked.length > 0 && place % 100 === 0;
      const number = aimed
        ? (leaked[randomInt(leaked.length)] ?? '')
        : completeLuhn(iin + digits(15 - iin.length));
      const answer = await ask(api, { cardId: '', number, expiry, cvv2: digits(3) });
      answers[answer] = (answers[answer] ?? 0) + 1;
      if (!aimed && telling(answer)) found += 1;
    }
  };
  // An answer that tells nothing takes a quarter of a second: so many at once keep up the rate.
  await Promise.all(Array.from({ length: Math.ceil(ratePerSecond) }, guesser));
  return { answers, found };
}

async function ask(api: MayflyApi, card: MintedCard): Promise<string> {
  try {
    const { status, body } = await api.post('/v1/authorizations', purchaseOn(card, 100));
    return typeof body['de39'] === 'string' ? `DE39 ${body['de39']}` : `HTTP ${status}`;
  } catch {
    return 'none';
  }
}

function digits(count: number): string {
  return String(randomInt(10 ** count)).padStart(count, '0');
}

if (parentPort !== null) {
  const port = parentPort;
  void guess(workerData as Guessing).then((guessed) => {
    port.postMessage(guessed);
  });
}
