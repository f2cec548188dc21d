/** What a parameter is given: the same for every purchase, or made of the purchase's number. */
export type ParameterValue =
  | { readonly always: string }
  | { readonly made: (purchase: string, given: string) => string; readonly given?: string };

/** Values by the name under which a statement reads its parameter. */
export type ParameterValues = Readonly<Record<string, ParameterValue>>;

/** A transaction of one purchase, as pgbench takes it. */
export interface PurchaseScript {
  /** The statements between begin and commit, with pgbench's `:variables`; `:purchase` is the number of the purchase. */
  readonly statements: readonly string[];
  /** The variables that stay the same. */
  readonly variables: Readonly<Record<string, string>>;
}

/** A statement with named values in place of its numbered parameters. */
export interface NamedStatement {
  /** Begins the names of its variables. */
  readonly prefix: string;
  readonly sql: string;
  readonly values: ParameterValues;
}

/** Puts statements into one transaction. Their text stays as it is, but for `$1` … `$n`. */
export function purchaseScript(statements: readonly NamedStatement[]): PurchaseScript {
  const variables: Record<string, string> = {};
  return { statements: statements.map((statement) => substituted(statement, variables)), variables };
}

/**
 * A statement whose parameters are columns of a set, `unnest($1::uuid[], …) with ordinality as m (name, …, ordinal)`: what a
 * parameter is for is told by the statement itself, so that a statement with other parameters needs no other code.
 *
 * @throws when a parameter has no value, or when the text holds what pgbench would take for a variable
 */
function substituted({ prefix, sql, values }: NamedStatement, variables: Record<string, string>): string {
  const accidental = /(?<!:):\w+/.exec(sql);
  if (accidental) throw new Error(`pgbench would take "${accidental[0]}" for a variable`);
  const names = parameterNames(sql);
  return sql.replace(/\$(\d+)/g, (parameter, position: string) => {
    const name = names[Number(position) - 1];
    const value = name === undefined ? undefined : values[name];
    if (name === undefined || value === undefined) {
      throw new Error(`${parameter} (${name ?? 'without a name'}) has no value in the benchmark`);
    }
    const variable = `${prefix}_${name}`;
    if ('always' in value) variables[variable] = value.always;
    else if (value.given !== undefined) variables[variable] = value.given;
    return 'always' in value ? `:${variable}` : value.made(':purchase', `:${variable}`);
  });
}

/** The names that the set of parameters gives to its columns, `$1` first. */
export function parameterNames(sql: string): string[] {
  const columns = /unnest\(\s*\$1::.*?\) with ordinality as \w+ \(([^)]*)\)/s.exec(sql)?.[1];
  const names = columns?.split(',').map((name) => name.trim());
  if (names?.at(-1) !== 'ordinal') throw new Error('the statement does not name its parameters');
  return names.slice(0, -1);
}

/** A statement as the driver prepares it: `$1` … `$n` for the variables, each once, in the order of `names`. */
export function preparedText(statement: string): {
  readonly text: string;
  readonly names: readonly string[];
} {
  const names: string[] = [];
  const text = statement.replace(/(?<!:):(\w+)/g, (_variable, name: string) => {
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return { text, names };
}
