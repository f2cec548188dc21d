import Ajv, { type ValidateFunction } from 'ajv';
import { inconsistencies } from './inconsistencies';
import type { Scorecard } from './scorecard';
import schema from './scorecard.schema.json';

/** A file that is no scorecard, or one that contradicts itself. */
export class InvalidScorecard extends Error {
  override readonly name = 'InvalidScorecard';

  constructor(readonly problems: readonly string[]) {
    super(`not a scorecard: ${problems.join('; ')}`);
  }
}

const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, discriminator: true });
const validate: ValidateFunction<Scorecard> = ajv.compile(schema);

/** Reads the content of a scorecard file. Throws {@link InvalidScorecard} with everything that is wrong with it. */
export function readScorecard(content: string): Scorecard {
  const json = parse(content);
  if (!validate(json)) {
    throw new InvalidScorecard(
      (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message ?? ''}`),
    );
  }
  const problems = inconsistencies(json);
  if (problems.length > 0) throw new InvalidScorecard(problems);
  return json;
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new InvalidScorecard([`not JSON (${String(error)})`]);
  }
}
