import type { Pool } from '@mayfly/postgres';

/** Every row of every table as JSON text, in an order of its own, as a dump would show it. */
export async function rowsByTable(pool: Pool): Promise<Readonly<Record<string, readonly string[]>>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
  );
  const contents: Record<string, readonly string[]> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query<{ text: string }>(
      `select row_to_json(t)::text as text from "${name}" t order by 1`,
    );
    contents[name] = rows.map(({ text }) => text);
  }
  return contents;
}
