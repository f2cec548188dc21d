import { readOptions, wholeNumber, wrongValue } from '@mayfly/command-line';
import { validate } from 'uuid';
import { sinceInstant } from './since';

/** What an operator asks of the stored decisions. */
export type Question =
  | { readonly kind: 'one'; readonly id: string }
  | { readonly kind: 'all'; readonly since: Date }
  | { readonly kind: 'candidate'; readonly file: string; readonly since: Date };

/** The question, and how many decisions are listed one by one in its answer. */
export interface Asked {
  readonly question: Question;
  readonly limit: number;
}

const beginning = new Date(0);

/** Reads the arguments of `replay`; undefined when they are no question. @throws WrongOption */
export function questionOf(args: readonly string[], nowMs: number): Asked | undefined {
  const { values } = readOptions({
    args: [...args],
    options: {
      decision: { type: 'string' },
      since: { type: 'string' },
      candidate: { type: 'string' },
      limit: { type: 'string', default: '20' },
    },
  });
  const { decision, since, candidate } = values;
  const limit = wholeNumber('--limit', values.limit, [0, 999_999]);
  if (decision !== undefined) {
    if (since !== undefined || candidate !== undefined) return undefined;
    if (!validate(decision))
      throw wrongValue('--decision', 'the id of a decision or of an authorization', decision);
    return { question: { kind: 'one', id: decision }, limit };
  }
  const from = since === undefined ? beginning : sinceInstant(since, nowMs);
  if (candidate !== undefined)
    return { question: { kind: 'candidate', file: candidate, since: from }, limit };
  return since === undefined ? undefined : { question: { kind: 'all', since: from }, limit };
}
