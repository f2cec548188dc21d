import { readFileSync } from 'node:fs';
import { InvalidSetting } from './invalid-setting';

/**
 * The text of a setting: of the variable NAME, or of the file that the variable NAME_FILE names, as orchestrators mount
 * secrets; a line feed at its end is no part of it.
 *
 * @param expected what the pattern asks for, in words
 * @param fallback taken when the environment has none; without it the setting is needed
 * @throws InvalidSetting
 */
export function matching(
  env: NodeJS.ProcessEnv,
  name: string,
  pattern: RegExp,
  expected: string,
  fallback?: string,
): string {
  const value = stated(env, name) ?? fallback;
  if (value === undefined) throw new InvalidSetting(`${name} is missing: expected ${expected}`);
  if (!pattern.test(value)) throw new InvalidSetting(`${name} is invalid: expected ${expected}`);
  return value;
}

/**
 * A setting in digits, from `least` to `most`.
 *
 * @throws InvalidSetting
 */
export function wholeNumber(
  env: NodeJS.ProcessEnv,
  name: string,
  least: number,
  most: number,
  fallback: number,
): number {
  const expected = `a whole number from ${least} to ${most}`;
  const value = Number(matching(env, name, /^\d{1,9}$/, expected, String(fallback)));
  if (value < least || value > most) throw new InvalidSetting(`${name} is invalid: expected ${expected}`);
  return value;
}

function stated(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const file = env[`${name}_FILE`];
  if (file === undefined) return env[name];
  if (env[name] !== undefined) throw new InvalidSetting(`${name} and ${name}_FILE are both set: one will do`);
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch {
    throw new InvalidSetting(`${name}_FILE names a file that cannot be read`);
  }
}
