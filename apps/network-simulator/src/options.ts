import { parseArgs } from 'node:util';

/** What an option of a command takes. */
export interface Option<Value> {
  /** What its value has to be, as in "a positive number"; undefined for an option that stands alone. */
  readonly be?: string;
  /** Undefined when the text is not what it has to be. */
  readonly read: (text: string) => Value | undefined;
  readonly otherwise: Value;
}

/** An argument that a command does not understand; the message is a sentence for whoever typed it. */
export class WrongArgument extends Error {}

type Options = Readonly<Record<string, Option<unknown>>>;
type ValuesOf<Named extends Options> = {
  readonly [Name in keyof Named]: Named[Name] extends Option<infer Value> ? Value : never;
};

/**
 * The values of the options, and the names beside them.
 *
 * @throws WrongArgument naming the first option that there is not, or that has to be something else
 */
export function readOptions<Named extends Options>(
  args: readonly string[],
  options: Named,
): { values: ValuesOf<Named>; names: readonly string[] } {
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(options).map(([name, { be }]) => [
        name,
        { type: be === undefined ? ('boolean' as const) : ('string' as const) },
      ]),
    ),
  });
  const values: Record<string, unknown> = Object.fromEntries(
    Object.entries(options).map(([name, { otherwise }]) => [name, otherwise]),
  );
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined) throw new WrongArgument(`There is no option ${token.rawName}.`);
    values[token.name] = valueOf(token.rawName, option, token.value);
  }
  const names = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  return { values: values as ValuesOf<Named>, names };
}

/** @throws WrongArgument when there are any */
export function noNames(names: readonly string[]): void {
  if (names.length > 0) throw new WrongArgument(`It takes options only, and no ${names.join(' ')}.`);
}

/** A number above zero, and at most 10,000,000. */
export function positive(otherwise: number): Option<number> {
  const be = 'a number above 0, and at most 10000000';
  return { be, otherwise, read: (text) => numberOf(text, (value) => value > 0 && value <= 10_000_000) };
}

/** A whole number from zero. */
export function whole<Otherwise extends number | undefined>(
  otherwise: Otherwise,
): Option<number | Otherwise> {
  const be = 'a whole number, 0 or more';
  return {
    be,
    otherwise,
    read: (text) => numberOf(text, (value) => Number.isSafeInteger(value) && value >= 0),
  };
}

/** One of these words. */
export function oneOf<const Word extends string>(words: readonly Word[], otherwise: Word): Option<Word> {
  return {
    be: `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`,
    otherwise,
    read: (text) => words.find((word) => word === text),
  };
}

/** Any text. */
export function text<Otherwise extends string | undefined>(
  be: string,
  otherwise: Otherwise,
): Option<string | Otherwise> {
  return { be, otherwise, read: (given) => (given === '' ? undefined : given) };
}

/** It stands alone. */
export const flag: Option<boolean> = { otherwise: false, read: () => undefined };

/** Where the running system is; the environment's names for it are those of .mayfly/running.json. */
export function systemOptions(env: NodeJS.ProcessEnv): {
  readonly url: Option<string>;
  readonly 'operator-key': Option<string>;
} {
  return {
    url: text('the address of a card service', env['MAYFLY_URL'] ?? 'http://127.0.0.1:3000'),
    'operator-key': text('the API key of an operator', env['MAYFLY_OPERATOR_KEY'] ?? ''),
  };
}

function valueOf(rawName: string, option: Option<unknown>, given: string | undefined): unknown {
  if (option.be === undefined) {
    if (given !== undefined) throw new WrongArgument(`${rawName} stands alone, without ${given}.`);
    return true;
  }
  const value = given === undefined ? undefined : option.read(given);
  if (value !== undefined) return value;
  throw new WrongArgument(`${rawName} has to be ${option.be}${given === undefined ? '' : `, not ${given}`}.`);
}

function numberOf(text: string, fits: (value: number) => boolean): number | undefined {
  const value = Number(text);
  return text.trim() !== '' && fits(value) ? value : undefined;
}
