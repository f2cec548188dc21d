export {
  bandOf,
  checkFraudBaseline,
  NotAFraudBaseline,
  type FeatureSpread,
  type FraudBaseline,
} from './baseline/fraud-baseline';
export { FraudTrees } from './trees/fraud-trees';
export { toProbability } from './trees/logistic';
export { NotAFraudModel } from './trees/saved-model';
export { factsAfter } from './features/facts-after';
export type { FeatureFacts, ByWindow, CustomerFacts, TerminalFacts } from './features/facts';
export { featureNames, featureVector, handbookUnitMinor } from './features/feature-vector';
export type { FraudReport, Purchase } from './features/purchase';
export { StreamingFeatures } from './features/streaming-features';
export { PurchaseColumns } from './features/purchase-columns';
export { customerFacts } from './features/customer-facts';
export { terminalFacts, type TerminalHistories } from './features/terminal-facts';
export {
  customerHistoryDays,
  dayMs,
  mostCustomerPurchases,
  mostRecentPurchases,
  mostSettledPurchases,
  settlementDays,
  terminalHistoryDays,
} from './features/windows';
