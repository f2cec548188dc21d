import { readOptions as readTyped, wholeNumber as numberOf, WrongOption } from '@mayfly/command-line';

/** The values of a command's options, by name. Every option takes one value, which may begin with a dash (`--special -999`). */
export function readOptions(args: readonly string[], names: readonly string[]): ReadonlyMap<string, string> {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' }] as const));
  const { values } = readTyped({ args: joinValues(args), options });
  return new Map(
    Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** The value of an option that must be given. */
export function required(options: ReadonlyMap<string, string>, name: string): string {
  const value = options.get(name);
  if (value === undefined || value === '') throw new WrongOption(`--${name} is missing`);
  return value;
}

/** The parts of a comma list; none when the option is not given. */
export function listOf(options: ReadonlyMap<string, string>, name: string): string[] {
  return (options.get(name) ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A whole number of an option, or what holds when it is not given. */
export function wholeNumber(
  options: ReadonlyMap<string, string>,
  name: string,
  otherwise: number,
  bounds: readonly [number, number],
): number {
  const text = options.get(name);
  return text === undefined ? otherwise : numberOf(`--${name}`, text, bounds);
}

/** parseArgs() takes a value that begins with a dash only as `--name=value`. */
function joinValues(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    const value = args[at + 1];
    if (arg.startsWith('--') && !arg.includes('=') && value !== undefined && !value.startsWith('--')) {
      joined.push(`${arg}=${value}`);
      at += 1;
    } else joined.push(arg);
  }
  return joined;
}
