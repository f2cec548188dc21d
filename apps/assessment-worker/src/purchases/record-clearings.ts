import { loadStatement, type Executor } from '@mayfly/postgres';

const record = loadStatement(__dirname, 'record-clearings.sql');

/** What merchants had collected of an authorization in all at some time; minor units. */
export interface Clearing {
  readonly authorizationId: string;
  readonly customerId: string;
  readonly clearedMinor: number;
  readonly clearedAt: string;
}

/** Keeps the most that was collected of each authorization, and since when anything was; of what comes again nothing is added. */
export async function recordClearings(executor: Executor, clearings: readonly Clearing[]): Promise<void> {
  if (clearings.length === 0) return;
  await record.rows(executor, [
    clearings.map(({ authorizationId }) => authorizationId),
    clearings.map(({ customerId }) => customerId),
    clearings.map(({ clearedMinor }) => clearedMinor),
    clearings.map(({ clearedAt }) => clearedAt),
  ]);
}
