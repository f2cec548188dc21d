import { linesOf } from './lines-of';
import type { Transaction } from './transaction';

/** Thrown when a transaction file is not what it should be; the message names line and column. */
export class NotATransactionFile extends Error {}

const columns = [
  'TRANSACTION_ID',
  'TX_DATETIME',
  'CUSTOMER_ID',
  'TERMINAL_ID',
  'TX_AMOUNT',
  'TX_FRAUD',
] as const;

/**
 * Reads transactions in the handbook's published format: a CSV with a header, columns in any order, others ignored; instants
 * in UTC, amounts in major units with two decimals.
 */
export async function* readTransactions(file: string): AsyncGenerator<Transaction> {
  let positions: readonly number[] | undefined;
  let line = 0;
  for await (const text of linesOf(file)) {
    line++;
    const fields = text.split(',');
    if (positions === undefined) positions = positionsIn(fields, file);
    else if (text !== '')
      yield transactionOf(
        positions.map((position) => fields[position] ?? ''),
        line,
      );
  }
  if (positions === undefined) throw new NotATransactionFile(`${file} is empty`);
}

function positionsIn(header: readonly string[], file: string): number[] {
  const names = header.map((name) =>
    name
      .replace(/^\uFEFF/, '')
      .replaceAll('"', '')
      .trim(),
  );
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0) throw new NotATransactionFile(`${file} has no column ${missing.join(', ')}`);
  return columns.map((column) => names.indexOf(column));
}

function transactionOf(fields: readonly string[], line: number): Transaction {
  const [id = '', instant = '', customerId = '', terminalId = '', amount = '', fraud = ''] = fields;
  const atMs = Date.parse(`${instant.replace(' ', 'T')}Z`);
  const amountMinor = Math.round(Number(amount) * 100);
  if (id === '' || customerId === '' || terminalId === '') throw problem(line, 'an id is empty');
  if (Number.isNaN(atMs)) throw problem(line, `TX_DATETIME is "${instant}"`);
  if (amount === '' || !(amountMinor >= 0)) throw problem(line, `TX_AMOUNT is "${amount}"`);
  if (fraud !== '0' && fraud !== '1') throw problem(line, `TX_FRAUD is "${fraud}", not 0 or 1`);
  return { id, atMs, customerId, terminalId, amountMinor, fraud: fraud === '1' };
}

function problem(line: number, what: string): NotATransactionFile {
  return new NotATransactionFile(`line ${line}: ${what}`);
}
