import type { Pool } from '@mayfly/postgres';

/** Every row of every table as text, as a dump would show it. */
export async function textOfDatabase(pool: Pool): Promise<string> {
  const tables = await pool.query<{ name: string }>(
    "select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' order by 1",
  );
  const rows: string[] = [];
  for (const { name } of tables.rows) {
    const { rows: texts } = await pool.query<{ text: string }>(`select t::text as text from ${name} t`);
    rows.push(...texts.map((row) => row.text));
  }
  return rows.join('\n');
}
