/** A setting that is missing or makes no sense; the message names it and never repeats its value. */
export class InvalidSetting extends Error {
  override readonly name = 'InvalidSetting';
}
