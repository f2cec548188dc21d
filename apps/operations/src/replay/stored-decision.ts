import type { AuthorizationDecided } from '@mayfly/contracts';
import { loadStatement, type Pool } from '@mayfly/postgres';

/** A decision as the assessment's database holds it. */
export interface StoredDecision {
  readonly authorizationId: string;
  readonly decisionId: string;
  /** UTC, ISO 8601; of the column, which the event repeats. */
  readonly decidedAt: string;
  readonly event: AuthorizationDecided;
  readonly snapshot: string;
  readonly snapshotHash: string;
}

interface DecisionRow {
  readonly authorization_id: string;
  readonly decision_id: string;
  readonly decided_at: Date;
  readonly event: AuthorizationDecided;
  readonly snapshot: string;
  readonly snapshot_hash: string;
}

const findOne = loadStatement(__dirname, 'find-decision.sql');
const readPage = loadStatement(__dirname, 'decisions-page.sql');

/** Decisions of some 4 KB each that are held in memory at once. */
const pageMembers = 500;
const lowestId = '00000000-0000-0000-0000-000000000000';

/** The decision with this id, or on the authorization with this id. */
export async function findDecision(pool: Pool, id: string): Promise<StoredDecision | undefined> {
  const [row] = await findOne.rows<DecisionRow>(pool, [id]);
  return row === undefined ? undefined : storedDecision(row);
}

/** All decisions made from `since` up to `until`, in pages by time and id: what is decided meanwhile is left out. */
export async function* decisionsBetween(
  pool: Pool,
  since: Date,
  until: Date,
): AsyncGenerator<readonly StoredDecision[]> {
  let after: readonly [Date, string] = [since, lowestId];
  for (;;) {
    const rows = await readPage.rows<DecisionRow>(pool, [...after, since, until, pageMembers]);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = [last.decided_at, last.decision_id];
    yield rows.map(storedDecision);
  }
}

function storedDecision(row: DecisionRow): StoredDecision {
  return {
    authorizationId: row.authorization_id,
    decisionId: row.decision_id,
    decidedAt: row.decided_at.toISOString(),
    event: row.event,
    snapshot: row.snapshot,
    snapshotHash: row.snapshot_hash,
  };
}
