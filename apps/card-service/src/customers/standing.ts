import { explainStanding, type Standing, type VerifiedPart } from '@mayfly/contracts';
import type { Role } from '../access/roles';

/** What the statements of this folder know of an account's standing. */
export interface StandingRow {
  readonly currency: string;
  readonly frozen_at: Date | null;
  /** What is not verified, and since when (UTC, ISO 8601). */
  readonly unverified: Readonly<Partial<Record<VerifiedPart, string>>>;
  /** Zero when nothing is overdue. */
  readonly overdue_minor: bigint;
  /** Null when nothing is overdue. */
  readonly overdue_since: Date | null;
}

/** The standing as the reader may see it: agents learn nothing of credit (R12). */
export function standingOf(row: StandingRow, reader: Role): Standing {
  const { currency, frozen_at, unverified, overdue_minor, overdue_since } = row;
  return explainStanding(
    {
      frozenSince: frozen_at?.toISOString() ?? null,
      unverified,
      overdue:
        overdue_since === null || overdue_minor <= 0n
          ? null
          : { since: overdue_since.toISOString(), amountMinor: Number(overdue_minor), currency },
    },
    reader === 'agent' ? 'agent' : 'customer',
  );
}
