import type { CustomerProfile, VerifiedPart } from '@mayfly/contracts';

/** What a profile says is not verified. While anything is, the assessment declines every purchase. */
export function unverifiedPartsOf({
  identity,
  residence,
  income,
}: Pick<CustomerProfile, 'identity' | 'residence' | 'income'>): VerifiedPart[] {
  const verified: Record<VerifiedPart, boolean> = {
    identity: identity.verified,
    age: identity.ageVerified,
    residence: residence.verified,
    income: income.verified,
  };
  return (['identity', 'age', 'residence', 'income'] as const).filter((part) => !verified[part]);
}
