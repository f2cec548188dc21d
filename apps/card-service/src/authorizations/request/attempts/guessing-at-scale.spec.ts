import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { generateCardNumber } from '@mayfly/card-number';
import { cardDatabaseForTests } from '../../../../spec/card-database';
import { purchase } from '../../../../spec/purchases';
import type { FreshCard } from '../../../../spec/fresh-card';
import type { Authorization } from '../../authorization';
import { RequestAuthorization } from '../request-authorization';

/** GUESSES=1000000 takes some minutes. */
const guesses = Number(process.env['GUESSES'] ?? 10_000);
const cardCount = Math.max(200, Math.ceil(guesses / 200));
const cardsOfCustomer = 100;
/** One guess in a hundred is for the CVV2 of a number that leaked. */
const leakedCount = 50;
// More in one burst than a busy machine handles within the second that a connection may take would test the machine.
const guessersAtOnce = Math.min(2_000, Math.ceil(guesses / 100));
const honestCount = 100;

describe('two senders that guess numbers, expiries and CVV2s', () => {
  const database = cardDatabaseForTests();
  // Whoever guesses all right waits for a decision that nobody makes.
  const cardService = database.instance({ decisionDeadlineMs: 10_000 });
  let cards: FreshCard[];

  beforeAll(async () => {
    cards = [];
    while (cards.length < cardCount) {
      const { customerId } = await cardService.customer();
      cards.push(
        ...(await Promise.all(Array.from({ length: cardsOfCustomer }, () => cardService.card(customerId)))),
      );
    }
  }, 300_000);

  it('find one number in 100,000 guesses at most, block next to no card, and leave honest purchases alone', async () => {
    const senders = [randomUUID(), randomUUID()] as const;
    const leaked = cards.slice(0, leakedCount);
    const found = [0, 0];
    const takes: number[] = [];
    let next = 0;
    const guesser = async (): Promise<void> => {
      for (let place = next++; place < guesses; place = next++) {
        const aimed = place % 200 < 2 ? leaked[randomInt(leaked.length)] : undefined;
        const answer = await guess(senders[place % 2 === 0 ? 0 : 1], aimed);
        if (aimed === undefined && tells(answer)) found[place % 2] = (found[place % 2] ?? 0) + 1;
      }
    };
    const honest = async (): Promise<Authorization[]> => {
      const answers: Authorization[] = [];
      for (const [place, card] of cards.slice(leakedCount, leakedCount + honestCount).entries()) {
        const startedMs = performance.now();
        const networkId = senders[place % 2 === 0 ? 0 : 1];
        answers.push(
          await cardService
            .get(RequestAuthorization)
            .execute(purchase(card, { networkId, kind: 'verification', amountMinor: 0n })),
        );
        takes.push(performance.now() - startedMs);
      }
      return answers;
    };
    const [answers] = await Promise.all([honest(), ...Array.from({ length: guessersAtOnce }, guesser)]);
    const { rows: blocked } = await database.pool.query(`select from cards where state = 'blocked'`);
    process.stdout.write(
      `${guesses} guesses at ${cards.length} open cards: ${found.join(' and ')} numbers found, ${blocked.length} cards blocked; ` +
        `honest messages beside them: ${Math.max(...takes).toFixed(0)} ms at most\n`,
    );
    for (const count of found) expect(count).toBeLessThanOrEqual(Math.ceil(guesses / 2 / 100_000));
    expect(blocked.length).toBeLessThanOrEqual(2);
    expect(new Set(answers.map(({ state }) => state))).toEqual(new Set(['verified']));
  }, 1_200_000);

  function guess(networkId: string, aimed: FreshCard | undefined): Promise<Authorization> {
    const [card] = cards;
    if (card === undefined) throw new Error('there is no card');
    return cardService.get(RequestAuthorization).execute(
      purchase(card, {
        networkId,
        cardNumber: aimed?.number ?? generateCardNumber('99990000', (size) => randomBytes(size)),
        cvv2: String(randomInt(1_000)).padStart(3, '0'),
      }),
    );
  }

  /** That there is a card with this number. */
  function tells({ reasons }: Authorization): boolean {
    return reasons[0] !== 'unknown_number' && reasons[0] !== 'attempts_used_up';
  }
});
