import { matching, readOptions, text, whole, WrongOption } from '@mayfly/command-line';
import { validate } from 'uuid';
import { sinceOption } from './since';

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

/** Reads the arguments of `replay`. @throws WrongOption */
export function questionOf(args: readonly string[], nowMs: number): Asked {
  const { decision, since, candidate, limit } = readOptions(args, {
    decision: matching('the id of a decision or of an authorization', validate),
    since: sinceOption(nowMs, undefined),
    candidate: text('the file of a policy'),
    limit: whole(0, 999_999, 20),
  });
  if (decision !== undefined) {
    if (since !== undefined || candidate !== undefined) throw new WrongOption('--decision stands alone');
    return { question: { kind: 'one', id: decision }, limit };
  }
  if (candidate !== undefined)
    return { question: { kind: 'candidate', file: candidate, since: since ?? beginning }, limit };
  if (since === undefined) throw new WrongOption('One of --decision, --since and --candidate is needed');
  return { question: { kind: 'all', since }, limit };
}
