import { playWorld, worldBeginsAtMs, type WorldPurchase } from './world';

const size = { days: 60, customers: 1_000, terminals: 2_000, seed: 7 };
const purchases = [...playWorld(size)];

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}

function of(fraud: WorldPurchase['fraud']): WorldPurchase[] {
  return purchases.filter((purchase) => purchase.fraud === fraud);
}

test('the same seed gives the same world, another seed another', () => {
  const few = { ...size, days: 2 };
  expect([...playWorld(few)]).toEqual([...playWorld(few)]);
  expect([...playWorld({ ...few, seed: 8 })]).not.toEqual([...playWorld(few)]);
});

test('a longer world begins as the shorter one', () => {
  const short = [...playWorld({ ...size, days: 3 })];
  expect(purchases.slice(0, short.length)).toEqual(short);
});

test('purchases come in order of time, numbered, within their day', () => {
  const misplaced = purchases.filter(
    ({ id, day, atMs }, position) =>
      id !== position ||
      atMs < (purchases[position - 1]?.atMs ?? 0) ||
      Math.floor((atMs - worldBeginsAtMs) / 86_400_000) !== day,
  );
  expect(misplaced).toEqual([]);
});

test('customers make two purchases a day on average, less the three in a hundred that fall outside it', () => {
  expect(purchases.length / (size.customers * size.days)).toBeCloseTo(2 * 0.969, 0.7);
});

test('amounts average 52.5 units, apart from the fifth-fold ones of compromised customers', () => {
  const amounts = purchases.filter(({ fraud }) => fraud !== 3).map(({ amountMinor }) => amountMinor / 100);
  // Amounts below zero are drawn again, which lifts the mean of U(5, 100) a little.
  expect(mean(amounts)).toBeGreaterThan(50);
  expect(mean(amounts)).toBeLessThan(59);
  expect(mean(of(3).map(({ amountMinor }) => amountMinor / 100))).toBeGreaterThan(200);
});

test('every amount above 220 is fraud, and a fraud of the first kind is above 220', () => {
  expect(purchases.filter(({ amountMinor, fraud }) => amountMinor > 22_000 && fraud === 0)).toEqual([]);
  expect(of(1).every(({ amountMinor }) => amountMinor > 22_000)).toBe(true);
});

test('a compromised terminal sees nothing but fraud from its first day on, for at most 28 days', () => {
  const terminals = new Map<number, WorldPurchase[]>();
  for (const purchase of purchases) {
    const seen = terminals.get(purchase.terminalId);
    if (seen === undefined) terminals.set(purchase.terminalId, [purchase]);
    else seen.push(purchase);
  }
  expect(of(2).length).toBeGreaterThan(500);
  for (const atTerminal of terminals.values()) {
    const compromised = atTerminal.filter(({ fraud }) => fraud === 2).map(({ day }) => day);
    const [first, last] = [compromised[0], compromised.at(-1)];
    if (first === undefined || last === undefined || last - first >= 28) continue;
    const between = atTerminal.filter(({ day }) => day > first && day < last);
    expect(between.every(({ fraud }) => fraud !== 0)).toBe(true);
  }
});

test('about a third of the purchases of a compromised customer is fraud of the third kind', () => {
  // Three customers a day for 14 days are 42 at a time, once two weeks have passed.
  const perDay = of(3).filter(({ day }) => day >= 14).length / (size.days - 14);
  const purchasesPerCustomer = purchases.length / (size.customers * size.days);
  expect(perDay / (42 * purchasesPerCustomer)).toBeGreaterThan(0.25);
  expect(perDay / (42 * purchasesPerCustomer)).toBeLessThan(0.42);
});

test('most purchases happen around noon', () => {
  const hours = purchases.map(({ atMs }) => (atMs % 86_400_000) / 3_600_000);
  const deviation = Math.sqrt(mean(hours.map((hour) => (hour - 12) ** 2)));
  expect(mean(hours)).toBeCloseTo(12, 0);
  expect(deviation).toBeGreaterThan(4.5);
  expect(deviation).toBeLessThan(20_000 / 3_600);
});
