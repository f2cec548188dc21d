/** An argument that a command does not know, or whose value is not what it has to be; the message is for whoever typed it. */
export class WrongOption extends Error {
  override readonly name = 'WrongOption';
}

/**
 * `--limit: a whole number from 1 to 1000, not all`.
 *
 * @param option as it is typed, dashes and all
 * @param expected what its value has to be, in words
 */
export function wrongValue(option: string, expected: string, text: string): WrongOption {
  return new WrongOption(`${option}: ${expected}, not ${text}`);
}
