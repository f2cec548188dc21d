import { randomInt } from 'node:crypto';
import { setTimeout as until } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { completeLuhn } from '@mayfly/card-number';
import { type Credentials, MayflyApi } from '../client/mayfly-api';
import { type MintedCard, purchaseOn } from '../client/scene';
import { type Why, unanswered } from '../network/unanswered';

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
  /** Count by the reason for which there was no answer. */
  readonly unanswered: Readonly<Partial<Record<Why, number>>>;
  /** Numbers of which an answer told that there is a card, leaked ones not counted. */
  readonly found: number;
}

/** What a guesser tells on its way: how many guesses it has made, and at its end what came of them. */
export type FromGuesser = { readonly made: number } | { readonly guessed: Guessed };

const tellsEveryMs = 1_000;

/** Answers to a number out of thin air that tell nothing: no such number, or no attempts left. */
const telling = (answer: string): boolean => !/^(DE39 (14|65)|HTTP .*)$/.test(answer);

async function guess(
  { credentials, guesses, ratePerSecond, iin, expiry, leaked }: Guessing,
  tell: (made: number) => void,
): Promise<Guessed> {
  const api = new MayflyApi(credentials);
  const answers: Record<string, number> = {};
  const lost: Partial<Record<Why, number>> = {};
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
      try {
        const answer = await ask(api, { cardId: '', number, expiry, cvv2: digits(3) });
        answers[answer] = (answers[answer] ?? 0) + 1;
        if (!aimed && telling(answer)) found += 1;
      } catch (error) {
        const { why } = unanswered(error);
        lost[why] = (lost[why] ?? 0) + 1;
      }
    }
  };
  // An answer that tells nothing takes a quarter of a second: so many at once keep up the rate.
  const progress = setInterval(() => {
    tell(Math.min(next, guesses));
  }, tellsEveryMs);
  await Promise.all(Array.from({ length: Math.ceil(ratePerSecond) }, guesser));
  clearInterval(progress);
  return { answers, unanswered: lost, found };
}

async function ask(api: MayflyApi, card: MintedCard): Promise<string> {
  const { status, body } = await api.post('/v1/authorizations', purchaseOn(card, 100));
  return typeof body['de39'] === 'string' ? `DE39 ${body['de39']}` : `HTTP ${status}`;
}

function digits(count: number): string {
  return String(randomInt(10 ** count)).padStart(count, '0');
}

if (parentPort !== null) {
  const port = parentPort;
  const tell = (message: FromGuesser): void => {
    port.postMessage(message);
  };
  void guess(workerData as Guessing, (made) => {
    tell({ made });
  }).then((guessed) => {
    tell({ guessed });
  });
}
