import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv } from 'ajv';
import { parseDocument } from 'yaml';
import type { Scenario } from './scenario';

/** Beside `src` and `dist`, so that it is the same for both. */
export const scenarioFolder = join(__dirname, '../../scenarios');

/** Every scenario of the folder, by name. @throws Error naming file and place of what is not as the schema says */
export function readScenarios(folder = scenarioFolder): readonly Scenario[] {
  const schema = JSON.parse(readFileSync(join(scenarioFolder, 'scenario.schema.json'), 'utf8')) as object;
  const isScenario = new Ajv({ allErrors: true }).compile<Omit<Scenario, 'name'>>(schema);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => {
      const document = parseDocument(readFileSync(join(folder, file), 'utf8'));
      const [fault] = document.errors;
      if (fault !== undefined) throw new Error(`${file}: ${fault.message}`);
      const content: unknown = document.toJS();
      if (!isScenario(content)) {
        const faults = (isScenario.errors ?? []).map(({ instancePath, message, params }) =>
          `${instancePath || '/'} ${message ?? ''} ${JSON.stringify(params)}`.trim(),
        );
        throw new Error(`${file}: ${faults.join('; ')}`);
      }
      return { ...content, name: basename(file, '.yaml') };
    });
}
