import { dayMs } from '@mayfly/fraud-model';
import { playWorld } from '@mayfly/fraud-world';
import { DelayedLabels, NotInTimeOrder } from './delayed-labels';
import { fromWorld, type Transaction } from './transactions/transaction';

const transactions = Array.from(playWorld({ seed: 3, days: 30, customers: 150, terminals: 150 }), fromWorld);
const cutAtMs = (transactions[0]?.atMs ?? 0) + 15 * dayMs;

function featuresOf(played: readonly Transaction[]): Float32Array[] {
  const labels = new DelayedLabels();
  return played.map((transaction) => labels.next(transaction));
}

test('labels after a cut change no feature before their reports have arrived, and change them after', () => {
  const turned = transactions.map((transaction) =>
    transaction.atMs < cutAtMs ? transaction : { ...transaction, fraud: !transaction.fraud },
  );
  const [features, ofTurned] = [featuresOf(transactions), featuresOf(turned)];
  const arriving = transactions.findIndex(({ atMs }) => atMs >= cutAtMs + 7 * dayMs);
  expect(arriving).toBeGreaterThan(1_000);
  expect(ofTurned.slice(0, arriving)).toEqual(features.slice(0, arriving));
  expect(ofTurned.slice(arriving)).not.toEqual(features.slice(arriving));
});

test('a transaction that nobody asks about still counts for later ones', () => {
  const [first, ...rest] = transactions.slice(0, 2_000);
  if (first === undefined) throw new Error('a world without transactions');
  const labels = new DelayedLabels();
  labels.pass(first);
  expect(rest.map((transaction) => labels.next(transaction))).toEqual(featuresOf([first, ...rest]).slice(1));
});

test('a transaction that is earlier than the one before it is refused', () => {
  const [first, , , , later] = transactions;
  if (first === undefined || later === undefined) throw new Error('a world without transactions');
  const labels = new DelayedLabels();
  labels.pass(later);
  expect(() => labels.pass({ ...first, atMs: later.atMs - 1 })).toThrow(NotInTimeOrder);
});
