import type { RepaymentFacts } from '@mayfly/assessment';
import type { CustomerProfile, PurchasePowerRequested } from '@mayfly/contracts';
import { loadStatement, type Executor } from '@mayfly/postgres';

const read = loadStatement(__dirname, 'read-standings.sql');

/** A question, and what is known of who asks. */
export interface Standing {
  readonly question: PurchasePowerRequested;
  readonly profile: CustomerProfile | null;
  readonly repayment: RepaymentFacts;
  /** The database's clock, as for requests. */
  readonly readAt: Date;
}

interface StandingRow {
  readonly profile: CustomerProfile | null;
  readonly read_at: Date;
  readonly cleared_before_45_days_minor: bigint;
  readonly repaid_minor: bigint;
}

/** Reads what all questions need in one statement; one answer for each, in their order. */
export async function readStandings(
  executor: Executor,
  questions: readonly PurchasePowerRequested[],
): Promise<Standing[]> {
  const rows = await read.rows<StandingRow>(executor, [
    questions.map(({ customerId }) => customerId),
    questions.map(({ requestedAt }) => requestedAt),
  ]);
  return questions.flatMap((question, index) => {
    const row = rows[index];
    if (row === undefined) return [];
    const repayment = {
      clearedBefore45DaysMinor: Number(row.cleared_before_45_days_minor),
      repaidMinor: Number(row.repaid_minor),
    };
    return [{ question, profile: row.profile, repayment, readAt: row.read_at }];
  });
}
