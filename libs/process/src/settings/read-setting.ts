import { InvalidSetting } from './invalid-setting';

/**
 * The text of a setting.
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
  const value = env[name] ?? fallback;
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
