/** An argument that a command does not know, or whose value is not what it has to be; the message is for whoever typed it. */
export class WrongOption extends Error {
  override readonly name = 'WrongOption';
}

/**
 * `--limit: a whole number from 1 to 1000, not all`.
 *
 * @param option as it is typed, dashes and all
 * @param be what its value has to be, in words
 * @param given the value; undefined when there was none
 */
export function wrongValue(option: string, be: string, given: string | undefined): WrongOption {
  return new WrongOption(`${option}: ${be}, not ${given === undefined || given === '' ? 'nothing' : given}`);
}
