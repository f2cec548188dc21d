export { canonicalJson } from './case/canonical-json';
export type { Case } from './case/case';
export { withAttempt } from './case/attempts';
export { purchaseOf, terminalOf } from './case/purchase';
export {
  mostHistoryPurchases,
  seal,
  type PurchaseHistory,
  type RepaymentFacts,
  type SealedSnapshot,
  type Snapshot,
} from './case/snapshot';
export { decide } from './decision/decide';
export { recordOf, type DecisionRecord } from './decision/decision-record';
export { characteristicReasons } from './examination/credit-reasons';
export { fraudSigns, type FraudSign } from './examination/fraud-signs';
export { outcomeOf, outcomeTable, type Finding, type Outcome } from './examination/outcome-table';
export { applyCounterfactual } from './offers/apply-counterfactual';
export { purchasePowerOf, type PurchasePower } from './offers/purchase-power';
export type { DecisionClass, Verdict } from './examination/verdict';
export type { Policy } from './policy/policy';
export { policyFileOf, readAllPolicies, readPolicy } from './policy/read-policy';
export type { Drift, DriftLevel } from './drift/measure-drift';
export { RecentDecisions } from './drift/recent-decisions';
export { scoreAgain } from './drift/score-again';
export { Tally } from './drift/tally';
export { watchedInputs, type BothScored, type WatchedInput } from './drift/watched-input';
export { dataPoints, type DataPoint, type DataPointRole } from './rules/data-points';
