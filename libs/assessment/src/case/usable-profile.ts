import type { CustomerProfile } from '@mayfly/contracts';

/** A profile older than the one that was current is never used (the card service knew better), nor one in another currency. */
export function isUsable(
  profile: CustomerProfile | null,
  current: { readonly profileVersion: number; readonly currency: string },
): profile is CustomerProfile {
  return (
    profile !== null && profile.version >= current.profileVersion && profile.currency === current.currency
  );
}
