/** Writes src/generated from schemas/: one TypeScript type for each event, and the schemas as one constant. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';

const here = dirname(fileURLToPath(import.meta.url));
const schemasDir = join(here, 'schemas');
const outDir = join(here, 'src/generated');
const banner = '// Generated from schemas/ by `npm run generate`. Do not edit.\n';

const files = readdirSync(schemasDir)
  .filter((file) => file.endsWith('.schema.json'))
  .sort();
const schemas = files.map((file) => JSON.parse(readFileSync(join(schemasDir, file), 'utf8')));
const vocabulary = schemas.find((schema) => schema.$id === 'vocabulary.schema.json');
const events = schemas.filter((schema) => schema !== vocabulary);

// One compilation for all events: each shared word becomes one exported type.
const everything = {
  $id: 'events',
  title: 'EventDataByType',
  type: 'object',
  additionalProperties: false,
  required: events.map(typeOf),
  properties: Object.fromEntries(
    events.map((schema) => [typeOf(schema), { $ref: `#/definitions/${schema.title}` }]),
  ),
  definitions: {
    ...vocabulary.definitions,
    ...Object.fromEntries(events.map((schema) => [schema.title, inline(schema)])),
  },
};
const source = await compile(
  JSON.parse(JSON.stringify(everything).replaceAll('vocabulary.schema.json#/', '#/')),
  'EventDataByType',
  {
    bannerComment: banner,
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: false,
    style: { singleQuote: true, printWidth: 110, trailingComma: 'all' },
  },
);
mkdirSync(outDir, { recursive: true });
writeFileSync(join(outDir, 'events.ts'), source);
writeFileSync(
  join(outDir, 'schemas.ts'),
  `${banner}\nexport const schemas = ${JSON.stringify(schemas, null, 2)} as const;\n\nexport const eventTypes = ${JSON.stringify(events.map(typeOf), null, 2)} as const;\n`,
);

function typeOf(schema) {
  return schema.$id.replace('.schema.json', '');
}

function inline({ $schema, $id, ...rest }) {
  void $schema;
  void $id;
  return rest;
}
