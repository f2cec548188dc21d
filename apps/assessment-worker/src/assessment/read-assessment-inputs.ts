import { mostHistoryPurchases, type PurchaseHistory, type RepaymentFacts } from '@mayfly/assessment';
import type { AuthorizationDecided, AuthorizationRequested, CustomerProfile } from '@mayfly/contracts';
import type { FeatureFacts } from '@mayfly/fraud-model';
import { loadStatement, type Executor } from '@mayfly/postgres';
import { readFeatureFacts } from '../features/read-feature-facts';

const readInputs = loadStatement(__dirname, 'read-assessment-inputs.sql');

/** What is known when a request is assessed. */
export interface AssessmentInputs {
  /** Set when the request was decided before: it is delivered again. */
  readonly storedDecision: AuthorizationDecided | null;
  readonly profile: CustomerProfile | null;
  readonly history: PurchaseHistory;
  readonly repayment: RepaymentFacts;
  readonly features: FeatureFacts;
  /** The database's clock: workers' own clocks may differ, and deadlines are at stake. */
  readonly readAt: Date;
}

interface InputsRow {
  readonly stored_decision: AuthorizationDecided | null;
  readonly profile: CustomerProfile | null;
  readonly read_at: Date;
  readonly customer_attempts_last_hour: bigint;
  readonly customer_attempts_last_day: bigint;
  readonly card_attempts_last_hour: bigint;
  readonly card_attempts_last_day: bigint;
  readonly customer_mismatches_last_day: bigint;
  readonly purchases_last_90_days: bigint;
  readonly mean_amount_last_90_days_minor: bigint;
  readonly amount_spread_last_90_days_minor: bigint;
  readonly purchases_at_merchant_last_90_days: bigint;
  readonly purchases_in_merchant_country_last_90_days: bigint;
  readonly cleared_before_45_days_minor: bigint;
  readonly repaid_minor: bigint;
}

/** Reads the inputs of all requests in two statements at once; one answer for each, in their order. */
export async function readAssessmentInputs(
  executor: Executor,
  requests: readonly AuthorizationRequested[],
): Promise<AssessmentInputs[]> {
  const [rows, facts] = await Promise.all([
    readRows(executor, requests),
    readFeatureFacts(executor, requests),
  ]);
  return rows.flatMap((row, index) => {
    const features = facts[index];
    return features === undefined ? [] : [inputsOf(row, features)];
  });
}

function readRows(executor: Executor, requests: readonly AuthorizationRequested[]): Promise<InputsRow[]> {
  return readInputs.rows<InputsRow>(executor, [
    requests.map(({ authorizationId }) => authorizationId),
    requests.map(({ customerId }) => customerId),
    requests.map(({ card }) => card.cardId),
    requests.map(({ merchant }) => merchant.id),
    requests.map(({ merchant }) => merchant.country),
    requests.map(({ requestedAt }) => requestedAt),
    requests.map(({ requestedAt }) => Date.parse(requestedAt)),
    mostHistoryPurchases,
  ]);
}

function inputsOf(row: InputsRow, features: FeatureFacts): AssessmentInputs {
  return {
    storedDecision: row.stored_decision,
    profile: row.profile,
    history: historyOf(row),
    repayment: {
      repaidMinor: Number(row.repaid_minor),
      clearedBefore45DaysMinor: Number(row.cleared_before_45_days_minor),
    },
    features,
    readAt: row.read_at,
  };
}

function historyOf(row: InputsRow): PurchaseHistory {
  return {
    cardAttemptsLastDay: Number(row.card_attempts_last_day),
    purchasesLast90Days: Number(row.purchases_last_90_days),
    cardAttemptsLastHour: Number(row.card_attempts_last_hour),
    customerAttemptsLastDay: Number(row.customer_attempts_last_day),
    customerAttemptsLastHour: Number(row.customer_attempts_last_hour),
    customerMismatchesLastDay: Number(row.customer_mismatches_last_day),
    meanAmountLast90DaysMinor: Number(row.mean_amount_last_90_days_minor),
    amountSpreadLast90DaysMinor: Number(row.amount_spread_last_90_days_minor),
    purchasesAtMerchantLast90Days: Number(row.purchases_at_merchant_last_90_days),
    purchasesInMerchantCountryLast90Days: Number(row.purchases_in_merchant_country_last_90_days),
  };
}
