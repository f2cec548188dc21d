import { cardDatabase, type CardDatabase } from '../../spec/card-database';
import { CardsRoom } from '../../spec/cards-room';
import { systemRandom, type RandomSource } from '../providers';

describe('the ranges of numbers', () => {
  let database: CardDatabase;

  beforeEach(async () => {
    database = await cardDatabase();
  });
  afterEach(() => database.drop());

  it('stay ours when the settings name another: older cards are found and used', async () => {
    const before = new CardsRoom(database.pool);
    await before.ranges.install();
    const { customerId } = await before.customer();
    const old = await before.card(customerId);
    const after = new CardsRoom(database.pool, systemRandom, { iins: ['999977'] });
    await after.ranges.install();
    expect((await after.card(customerId)).number).toMatch(/^999977/);
    expect(await after.ranges.isOurs(old.number)).toBe(true);
    expect(await after.ranges.isOurs('9999880012345678')).toBe(false);
  });

  it('that another instance mints from are known here a second after they were last read', async () => {
    const here = new CardsRoom(database.pool);
    const there = new CardsRoom(database.pool, systemRandom, { iins: ['88880000'] });
    await there.ranges.install();
    const { customerId } = await there.customer();
    const { number } = await there.card(customerId);
    expect(await here.ranges.isOurs(number)).toBe(true);
  });

  it('of six and of eight digits may begin alike', async () => {
    const room = new CardsRoom(database.pool, systemRandom, { iins: ['999900', '99990000'] });
    await room.ranges.install();
    expect(await room.ranges.isOurs('9999000012345678')).toBe(true);
    expect(await room.ranges.isOurs('9999012345678901')).toBe(false);
    expect(await room.ranges.isOurs('9999009912345678')).toBe(true);
  });

  it('tell how full they are by a sample, and a full one is left alone', async () => {
    // Ranges of one number each.
    const oneNumber: RandomSource = { ...systemRandom, bytes: (count) => Buffer.alloc(count) };
    const room = new CardsRoom(database.pool, oneNumber, { iins: ['99990000', '99990001'] });
    const full = new CardsRoom(database.pool, oneNumber);
    const { customerId } = await full.customer();
    await full.card(customerId);
    await room.ranges.sweep();
    const metrics = await room.metrics.registry.metrics();
    expect(metrics).toContain('mayfly_number_range_fill{iin="99990000"} 1');
    expect(metrics).toContain('mayfly_number_range_fill{iin="99990001"} 0');
    expect((await room.card(customerId)).number).toMatch(/^99990001/);
  });
});
