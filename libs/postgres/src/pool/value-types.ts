import { types, type CustomTypesConfig } from 'pg';

type TypeParser = (text: string) => unknown;

const parsers: ReadonlyMap<number, TypeParser> = new Map<number, TypeParser>([
  [types.builtins.INT8, BigInt],
  [1016, parseBigints], // int8[]
  // A calendar day has no time zone: the driver would make midnight of the machine's own zone out of it.
  [types.builtins.DATE, (text) => text],
]);

/** How values come back on our connections: int8 as bigint, a date as 'YYYY-MM-DD', timestamptz as Date, numeric as string. */
export const valueTypes: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    (format === 'binary' ? undefined : parsers.get(oid)) ?? (types.getTypeParser(oid, format) as TypeParser),
};

/** The text of a flat array: `{1,NULL,-2}`. */
function parseBigints(text: string): (bigint | null)[] {
  const inner = text.slice(1, -1);
  if (inner === '') return [];
  return inner.split(',').map((value) => (value === 'NULL' ? null : BigInt(value)));
}
