import {
  customerFacts,
  PurchaseColumns,
  terminalFacts,
  type FeatureFacts,
  type Purchase,
  type TerminalHistories,
} from '@mayfly/fraud-model';
import { appendStored, type StoredPurchases } from './stored-purchases';

/** A request with what is stored of the histories that it needs. */
export interface StoredHistories {
  readonly request: Purchase;
  /** The request itself is among the stored purchases. */
  readonly isStored: boolean;
  /** When it was first reported as fraud, which may have been told before it; Infinity: never. */
  readonly reportedAtMs: number;
  /** Marked with true when it was at the terminal of the request, with false when it was only reported. */
  readonly customer: StoredPurchases<boolean>;
  /** Marked with its customer when it was reported. What an earlier request at the terminal has is left out. */
  readonly recent: StoredPurchases<string>;
  readonly settled: StoredPurchases<string>;
}

const [elsewhere, here] = [0, 1];

/** The facts of each request of a batch, in order, from what is stored and from the batch itself. */
export function factsOfBatch(batch: readonly StoredHistories[]): FeatureFacts[] {
  const unstored = [
    ...new Map(batch.filter(({ isStored }) => !isStored).map((one) => [one.request.id, one])).values(),
  ];
  const terminals = terminalsOf(batch, unstored);
  const ofCustomer = byCustomer(unstored);
  return batch.map((one) => {
    const { customerId, terminalId, atMs } = one.request;
    return {
      customer: customerFacts(customerHistory(one, ofCustomer.get(customerId) ?? []), atMs, here),
      terminal: terminalFacts(terminals.at(terminalId), atMs),
    };
  });
}

function byCustomer(unstored: readonly StoredHistories[]): Map<string, StoredHistories[]> {
  const groups = new Map<string, StoredHistories[]>();
  for (const one of unstored) {
    const group = groups.get(one.request.customerId);
    if (group === undefined) groups.set(one.request.customerId, [one]);
    else group.push(one);
  }
  return groups;
}

function customerHistory(
  { request, customer }: StoredHistories,
  unstored: readonly StoredHistories[],
): PurchaseColumns {
  const history = new PurchaseColumns();
  appendStored(history, customer, (isHere) => (isHere ? here : elsewhere));
  for (const { request: other, reportedAtMs } of unstored) {
    add(history, other, other.terminalId === request.terminalId ? here : elsewhere, reportedAtMs);
  }
  return history;
}

/** The histories of the batch's terminals. Each request brings what happened since the one before it. */
function terminalsOf(batch: readonly StoredHistories[], unstored: readonly StoredHistories[]): Terminals {
  const terminals = new Terminals();
  const customers = new Numbers();
  const numberOf = (customerId: string): number => customers.of(customerId);
  for (const { request, recent, settled } of [...batch].sort(byInstant)) {
    const terminal = terminals.at(request.terminalId);
    appendStored(terminal.recent, recent, numberOf);
    appendStored(terminal.settled, settled, numberOf);
  }
  for (const { request, reportedAtMs } of unstored) {
    const { recent, settled } = terminals.at(request.terminalId);
    add(recent, request, numberOf(request.customerId), reportedAtMs);
    add(settled, request, numberOf(request.customerId), reportedAtMs);
  }
  return terminals;
}

function byInstant(one: StoredHistories, other: StoredHistories): number {
  return one.request.atMs - other.request.atMs;
}

function add(history: PurchaseColumns, purchase: Purchase, counterparty: number, reportedAtMs: number): void {
  const { atMs, amountMinor } = purchase;
  history.insert(history.firstFrom(atMs), atMs, amountMinor, counterparty, reportedAtMs);
}

class Terminals {
  readonly #histories = new Map<string, TerminalHistories>();

  at(terminalId: string): TerminalHistories {
    const known = this.#histories.get(terminalId);
    if (known !== undefined) return known;
    const empty = { recent: new PurchaseColumns(), settled: new PurchaseColumns() };
    this.#histories.set(terminalId, empty);
    return empty;
  }
}

/** Numbers names, from 0 on. */
class Numbers {
  readonly #numbers = new Map<string, number>();

  of(name: string): number {
    const number = this.#numbers.get(name) ?? this.#numbers.size;
    this.#numbers.set(name, number);
    return number;
  }
}
