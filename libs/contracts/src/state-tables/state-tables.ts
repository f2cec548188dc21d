import { authorizationTable } from './authorization-table';
import { cardTable } from './card-table';
import { holdTable } from './hold-table';
import type { Machine, StateMachines, Transition } from './transition';

/** Every state machine as a table; what the tables do not list cannot happen. */
export const stateTables: { readonly [M in Machine]: readonly Transition<M>[] } = {
  card: cardTable,
  authorization: authorizationTable,
  hold: holdTable,
};

/** The state that `event` leads to from `from` (null: the thing does not exist yet); undefined when the table has no such row. */
export function next<M extends Machine>(
  machine: M,
  from: StateMachines[M]['state'] | null,
  event: StateMachines[M]['event'],
): StateMachines[M]['state'] | undefined {
  return stateTables[machine].find((row) => row.from === from && row.event === event)?.to;
}
