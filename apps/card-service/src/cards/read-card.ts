import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import type { Principal } from '../access/principal';
import { admitOwner } from '../access/own-customer';
import { notFound } from '../http/known-problems';
import { POOL } from '../providers';
import type { CardDto, CardListDto } from './card.dto';
import { cardOf, type CardRow } from './card-row';

const readCard = loadStatement(__dirname, 'read-card.sql');
const listCards = loadStatement(__dirname, 'list-cards.sql');

/** The most cards in one list. */
const listLimit = 200;

/** Reads cards, masked. */
@Injectable()
export class ReadCard {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** @throws Problem 404 for an unknown card, and for one that is not the caller's */
  async byId(cardId: string, caller: Principal): Promise<CardDto> {
    const [row] = await readCard.rows<CardRow>(this.pool, [cardId]);
    if (row === undefined) throw notFound();
    admitOwner(caller, row.customer_id);
    return cardOf(row);
  }

  /** The customer's newest cards, 200 at most; none for a customer that does not exist. */
  async ofCustomer(customerId: string): Promise<CardListDto> {
    return { cards: (await listCards.rows<CardRow>(this.pool, [customerId, listLimit])).map(cardOf) };
  }
}
