import type { Pool } from '@mayfly/postgres';

/** A node of a plan, with the names that PostgreSQL gives. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** Every node of the plan that a statement gets whatever its parameters are, under the settings of the pool's connections. */
export async function genericPlan(pool: Pool, sql: string): Promise<PlanNode[]> {
  const { rows } = await pool.query<{ 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }] }>(
    `explain (generic_plan, format json) ${sql}`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('EXPLAIN gives one row');
  return nodesOf(row['QUERY PLAN'][0].Plan);
}

/** The tables that a plan reads or writes. */
export function tablesOf(plan: readonly PlanNode[]): string[] {
  return sorted(plan.flatMap((node) => node['Relation Name'] ?? []));
}

/**
 * The tables of which a plan reads every row: in their own order, or in that of an index which it asks for nothing in particular.
 *
 * @param bounded indexes that may be read from end to end
 */
export function tablesReadInFull(plan: readonly PlanNode[], bounded: ReadonlySet<string>): string[] {
  return sorted(
    plan.flatMap((node) => {
      const { 'Node Type': type, 'Relation Name': table, 'Index Name': index } = node;
      if (type === 'Seq Scan') return table ?? [];
      const isWhole = index !== undefined && node['Index Cond'] === undefined && !bounded.has(index);
      return isWhole && type.endsWith('Scan') ? (table ?? []) : [];
    }),
  );
}

/** By what a plan finds rows: indexes, whichever way they are read, and tables that are read without one. */
export function accessPathsOf(plan: readonly PlanNode[]): string[] {
  return sorted(
    plan.flatMap((node) => {
      const { 'Node Type': type, 'Relation Name': table, 'Index Name': index } = node;
      return type === 'Seq Scan' ? (table ?? []) : (index ?? []);
    }),
  );
}

/** A scan of an index for a bitmap does not say of which table: the node above it does. */
function nodesOf(node: PlanNode, tableAbove?: string): PlanNode[] {
  const table = node['Relation Name'] ?? (node['Node Type'].startsWith('Bitmap') ? tableAbove : undefined);
  const named = table === undefined ? node : { ...node, 'Relation Name': table };
  return [named, ...(node.Plans ?? []).flatMap((below) => nodesOf(below, table))];
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
