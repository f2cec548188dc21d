import { createPool } from '@mayfly/postgres';
import { cardsOfCustomer, filledCustomer, filledNumber } from '../fill/filled-card';
import type { MeasuredSystem } from '../system/measured-system';
import type { Loads } from './loads';

const ratePerSecond = 400;
const seconds = 8;
const warmUpSeconds = 2;

/**
 * Gives the last cards of the fill to one customer, and has them all used within seconds.
 *
 * @returns purchases decided in a second; whoever buys so much is thought a thief, which is a decision too
 */
export async function payFromOneAccount(
  system: MeasuredSystem,
  loads: Loads,
  cards: number,
): Promise<number> {
  const purchases = ratePerSecond * seconds;
  const firstCustomer = cards / cardsOfCustomer - purchases;
  const ids = Array.from(
    { length: purchases },
    (_, nth) => filledNumber(cardsOfCustomer * (firstCustomer + nth) + 9).cardId,
  );
  const { customerId, accountId } = filledCustomer(firstCustomer);
  const pool = createPool(system.mayfly.cardDatabaseUrl, {
    max: 1,
    applicationName: 'benchmark',
    readsWholeTables: true,
  });
  await pool.query('update cards set customer_id = $1, account_id = $2 where id = any ($3::uuid[])', [
    customerId,
    accountId,
    ids,
  ]);
  await pool.end();
  // The tenth card of each customer: loads before it came nowhere near.
  const cardPlaces = { firstCustomer, customers: purchases };
  const { outcome } = await loads.send({
    ratePerSecond,
    seconds,
    warmUpSeconds,
    firstPlace: 9 * purchases,
    cardPlaces,
  });
  return outcome.decided / (seconds - warmUpSeconds);
}
