import { loadStatement, type Pool } from '@mayfly/postgres';

const fraudReported = loadStatement(__dirname, 'fraud-reported.sql');

/** Those of the authorizations that were reported as fraud, before or after their decision. */
export async function knownFrauds(
  pool: Pool,
  authorizationIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await fraudReported.rows<{ authorization_id: string }>(pool, [authorizationIds]);
  return new Set(rows.map(({ authorization_id: id }) => id));
}
