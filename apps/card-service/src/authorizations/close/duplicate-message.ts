import { conflict } from '../../http/known-problems';
import type { Problem } from '../../http/problem';

/** The key of this message was used for another one: DE39 94. */
export function duplicateMessage(): Problem {
  return conflict(
    'duplicate_with_other_content',
    'The key of this message stands for another one',
    'A repeat says the same as the message that it repeats; a new message has a trace number of its own.',
  );
}
