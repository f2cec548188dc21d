import { cardDatabase, type CardDatabase } from '../../spec/card-database';
import { testKeys } from '../../spec/test-settings';
import { CardServiceUnderTest } from '../../spec/card-service-under-test';
import { systemRandom, type RandomSource } from '../providers';
import { ServiceMetrics } from '../operation/service-metrics';
import { NumberRanges } from './number-ranges';

describe('the ranges of numbers', () => {
  let database: CardDatabase;
  let instances: CardServiceUnderTest[];

  beforeEach(async () => {
    database = await cardDatabase();
    instances = [];
  });
  afterEach(async () => {
    for (const cardService of instances) await cardService.stop();
    await database.drop();
  });

  /** An instance that mints from these ranges. */
  async function instance(
    iins: readonly string[] = testKeys.iins,
    random = systemRandom,
  ): Promise<CardServiceUnderTest> {
    const cardService = await CardServiceUnderTest.on(database.url, { iins }, random);
    instances.push(cardService);
    return cardService;
  }

  it('stay ours when the settings name another: older cards are found and used', async () => {
    const before = await instance();
    await before.get(NumberRanges).install();
    const { customerId } = await before.customer();
    const old = await before.card(customerId);
    const after = await instance(['999977']);
    await after.get(NumberRanges).install();
    expect((await after.card(customerId)).number).toMatch(/^999977/);
    expect(await after.get(NumberRanges).isOurs(old.number)).toBe(true);
    expect(await after.get(NumberRanges).isOurs('9999880012345678')).toBe(false);
  });

  it('that another instance mints from are known here a second after they were last read', async () => {
    const here = await instance();
    const there = await instance(['88880000']);
    await there.get(NumberRanges).install();
    const { customerId } = await there.customer();
    const { number } = await there.card(customerId);
    expect(await here.get(NumberRanges).isOurs(number)).toBe(true);
  });

  it('of six and of eight digits may begin alike', async () => {
    const cardService = await instance(['999900', '99990000']);
    await cardService.get(NumberRanges).install();
    expect(await cardService.get(NumberRanges).isOurs('9999000012345678')).toBe(true);
    expect(await cardService.get(NumberRanges).isOurs('9999012345678901')).toBe(false);
    expect(await cardService.get(NumberRanges).isOurs('9999009912345678')).toBe(true);
  });

  it('tell how full they are by a sample, and a full one is left alone', async () => {
    // Ranges of one number each.
    const oneNumber: RandomSource = { ...systemRandom, bytes: (count) => Buffer.alloc(count) };
    const cardService = await instance(['99990000', '99990001'], oneNumber);
    const full = await instance(testKeys.iins, oneNumber);
    const { customerId } = await full.customer();
    await full.card(customerId);
    await cardService.get(NumberRanges).sweep();
    const metrics = await cardService.get(ServiceMetrics).registry.metrics();
    expect(metrics).toContain('mayfly_number_range_fill{iin="99990000"} 1');
    expect(metrics).toContain('mayfly_number_range_fill{iin="99990001"} 0');
    expect((await cardService.card(customerId)).number).toMatch(/^99990001/);
  });
});
