import type { Field } from './tables/fields';

/** The sentences that reading and writing share; none quotes a value. */
export function charactersSentence({ number, name, characters }: Field): string {
  return `Field ${number} (${name}) has a character that is not of format ${characters}`;
}

export function contentSentence({ number, name, content }: Field): string {
  return `Field ${number} (${name}) is not ${content?.name ?? 'as it must be'}`;
}

export function lengthSentence({ number, name, characters, minimum, maximum }: Field): string {
  const unit = characters === 'n' ? 'digits' : 'characters';
  const size = minimum === maximum ? String(maximum) : `${minimum} to ${maximum}`;
  return `Field ${number} (${name}) has ${size} ${unit}`;
}
