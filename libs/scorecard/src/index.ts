export { divide, isMissing, isSpecial, ratioOf, type Applicant, type ApplicantValue } from './applicant';
export { creditApplicant } from './credit-applicant';
export { principalReasons, referenceAt, type PrincipalReason } from './principal-reasons';
export { InvalidScorecard, readScorecard } from './read-scorecard';
export { probabilityOfBad, scaleOf, usualScale } from './scale';
export { scoreApplicant, type CharacteristicPoints, type Scored } from './score-applicant';
export type * from './scorecard';
export { sharesByBand, stabilityIndex } from './stability';
