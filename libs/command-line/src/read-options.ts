import { parseArgs } from 'node:util';
import type { Option } from './option';
import { WrongOption, wrongValue } from './wrong-option';

type Options = Readonly<Record<string, Option<unknown>>>;
type ValuesOf<Named extends Options> = {
  readonly [Name in keyof Named]: Named[Name] extends Option<infer Value> ? Value : never;
};

/**
 * The values of a command's options.
 *
 * @param options by name, without dashes
 * @throws WrongOption naming the first option that there is not, that has to be something else, or that is missing
 */
export function readOptions<Named extends Options>(args: readonly string[], options: Named): ValuesOf<Named> {
  const { values, names } = readArguments(args, options);
  if (names[0] !== undefined) throw new WrongOption(`Unexpected argument '${names[0]}'`);
  return values;
}

/** As readOptions(), for a command that also takes names, which stand beside the options. */
export function readArguments<Named extends Options>(
  args: readonly string[],
  options: Named,
): { readonly values: ValuesOf<Named>; readonly names: readonly string[] } {
  const values: Record<string, unknown> = {};
  const names: string[] = [];
  for (const token of tokensOf(args, options)) {
    if (token.kind === 'positional') names.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (option === undefined) throw new WrongOption(`Unknown option '${rawName}'`);
    // What follows without an equals sign and has two dashes is the next option: the value was forgotten.
    const given = inlineValue !== true && value?.startsWith('--') ? undefined : value;
    const read = valueOf(rawName, option, given);
    values[name] = option.isMany ? [...((values[name] ?? []) as []), ...(read as [])] : read;
  }
  for (const [name, option] of Object.entries(options)) {
    if (Object.hasOwn(values, name)) continue;
    if ('isRequired' in option) throw new WrongOption(`--${name} is missing: ${option.be ?? ''}`);
    values[name] = option.otherwise;
  }
  return { values: values as ValuesOf<Named>, names };
}

function tokensOf(args: readonly string[], options: Options) {
  const types = Object.entries(options).map(
    ([name, { be }]) => [name, { type: be === undefined ? 'boolean' : 'string' } as const] as const,
  );
  // Not strict, so that a value may begin with a dash, as in `--special -999`.
  return parseArgs({ args: [...args], strict: false, tokens: true, options: Object.fromEntries(types) })
    .tokens;
}

function valueOf(rawName: string, option: Option<unknown>, given: string | undefined): unknown {
  if (option.be === undefined) {
    if (given !== undefined) throw new WrongOption(`Option '${rawName}' does not take an argument`);
    return true;
  }
  const value = given === undefined ? undefined : option.read(given);
  if (value === undefined) throw wrongValue(rawName, option.be, given);
  return value;
}
