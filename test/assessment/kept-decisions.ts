import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Pool } from '@mayfly/postgres';
import type { StoredDecision } from '../../apps/operations/src/replay/stored-decision';

const policiesDir = resolve(__dirname, '../../models/policies');
const suffix = '.decisions.gz';
const keptOfEachKind = 4;

/** The versions of policies for which decisions are kept. */
export function versionsWithKeptDecisions(): string[] {
  return readdirSync(policiesDir).flatMap((file) =>
    file.endsWith(suffix) ? [file.slice(0, -suffix.length)] : [],
  );
}

/** Decisions of every kind that the policy made when it was new. */
export function keptDecisions(version: string): StoredDecision[] {
  return gunzipSync(readFileSync(join(policiesDir, version + suffix)))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as StoredDecision);
}

/** Keeps a few decisions for each list of reasons. Before the release of a version only: from then on they are what it promised. */
export async function keepDecisions(pool: Pool, version: string): Promise<void> {
  const { rows } = await pool.query<{ kept: StoredDecision }>(
    `select jsonb_build_object(
       'authorizationId', authorization_id, 'decisionId', decision_id, 'decidedAt', event->'decidedAt', 'event', event,
       'snapshot', snapshot, 'snapshotHash', snapshot_hash) as kept
     from (
       select *, row_number() over (partition by event->>'reasons' order by decided_at, decision_id) as place
       from decisions
       where event->>'policyVersion' = $1
     ) as decisions
     where place <= $2
     order by event->>'reasons', place`,
    [version, keptOfEachKind],
  );
  const lines = rows.map(({ kept }) => `${JSON.stringify(kept)}\n`).join('');
  writeFileSync(join(policiesDir, version + suffix), gzipSync(lines));
}
