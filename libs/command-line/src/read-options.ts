import { parseArgs, type ParseArgsConfig } from 'node:util';
import { WrongOption, wrongValue } from './wrong-option';

/** As parseArgs() of Node does it. @throws WrongOption for what the command does not take */
export function readOptions<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    // What follows the first sentence tells how to pass on an argument that begins with a dash.
    throw new WrongOption((error as Error).message.split(/\.\s/)[0]);
  }
}

/**
 * A whole number, as an option states it.
 *
 * @param expected what it has to be, where more is to be said than its bounds
 * @throws WrongOption
 */
export function wholeNumber(
  option: string,
  text: string,
  [least, most]: readonly [number, number],
  expected = `a whole number from ${least} to ${most}`,
): number {
  const value = Number(text);
  if (!/^\d{1,15}$/.test(text) || value < least || value > most) throw wrongValue(option, expected, text);
  return value;
}
