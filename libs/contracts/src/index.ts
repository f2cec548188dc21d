export * from './generated/events';
export { eventTypes } from './generated/schemas';
export type { EventData, EventType } from './events/event-types';
export { eventKeyOf } from './events/event-key';
export { isEventType, validateEvent, type Validation } from './events/validate-event';
export { eventFlows, type EventFlow } from './event-flows';
export { deadLetterTopicOf, topics, type ConsumerApp, type Topic } from './topics';
export { answerOf, isReasonCode, reasonCodes, reasonOf, type ReasonCode } from './reasons/catalogue';
export { networkAnswers } from './reasons/network-answers';
export type {
  CheckoutText,
  CustomerText,
  NetworkAnswer,
  ReasonClass,
  ReasonEntry,
  RetryCategory,
  Scheme,
} from './reasons/reason';
export { next, stateTables } from './state-tables/state-tables';
export type {
  AuthorizationEvent,
  AuthorizationState,
  CardEvent,
  CardState,
  HoldEvent,
  HoldState,
  Machine,
  StateMachines,
  StoryName,
  Transition,
} from './state-tables/transition';
export { eventsOfTime, networkMessages, type NetworkMessageRow } from './network-messages';
export { explain } from './reasons/explain/explain';
export { explainStanding } from './reasons/explain/account-standing';
export type {
  Restriction,
  Standing,
  StandingFacts,
  StandingState,
  VerifiedPart,
} from './reasons/explain/account-standing';
export {
  explainPurchasePower,
  type PurchasePower,
  type PurchasePowerAudience,
  type PurchasePowerExplanation,
} from './reasons/explain/explain-purchase-power';
export { checkoutTextOf } from './reasons/explain/explain-to-merchant';
export { networkAnswerOf } from './reasons/explain/explain-to-network';
export type {
  AgentExplanation,
  Audience,
  AuditorExplanation,
  CustomerExplanation,
  CustomerReason,
  DecisionEvidence,
  DecisionNotice,
  ExplainedHold,
  ExplainedRefund,
  Explanation,
  ExplanationFacts,
  ExplanationRequest,
  HoldNotice,
  MerchantExplanation,
  NetworkExplanation,
  OfferedAlternative,
  SourceInWords,
  WayToApproval,
} from './reasons/explain/explanation';
