import type { CustomerProfile } from '@mayfly/contracts';
import type { Rule } from './rule';

/** What the gates look at. */
export interface GateFacts {
  readonly identity: CustomerProfile['identity'];
  /** UTC, ISO 8601. */
  readonly requestedAt: string;
}

/** Nobody passes without these, whatever else speaks for them. Adult age has no effect anywhere (R6). */
export const gates: readonly Rule<GateFacts>[] = [
  { reason: 'identity_not_verified', fails: ({ identity }) => !identity.verified },
  {
    reason: 'under_age',
    fails: ({ identity, requestedAt }, limits) =>
      ageInYears(identity.birthDate, requestedAt.slice(0, 10)) < limits.leastAgeYears,
  },
  { reason: 'age_not_verified', fails: ({ identity }) => !identity.ageVerified },
];

/** Completed years between two ISO dates. Who was born on 29 February grows older on 1 March of a common year. */
export function ageInYears(birthDate: string, onDate: string): number {
  const years = Number(onDate.slice(0, 4)) - Number(birthDate.slice(0, 4));
  const birthdayHasPassed = onDate.slice(5) >= birthDate.slice(5);
  return birthdayHasPassed ? years : years - 1;
}
