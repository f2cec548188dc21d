import { code, generatedNote, table } from './markdown.mjs';
import { scenarioCell } from './scenario-cell.mjs';

const introductions = {
  card: 'A one-time card. `used`, `cancelled`, `expired` and `blocked` are final. The events are the `cause` of `card.changed.v1`.',
  authorization:
    'A purchase, or a verification, as the network asked for it. It is decided once and closed once.',
  hold: 'The money set aside for an authorization. Each release leaves a receipt (`hold.released.v1`) with its cause.',
};

/** docs/reference/state-machines.md: each table with a drawing, and the scenarios that play each row. */
export function stateMachinesPage({ stateTables }, scenariosOf) {
  return [
    generatedNote,
    '# State machines',
    'These tables are data (`libs/contracts/src/state-tables`). The tests drive the real database through every row; what no row lists cannot happen. The last column names a scenario that plays the row against a running system: `npm run scenarios -- NAME`.',
    ...Object.entries(stateTables).flatMap(([machine, rows]) => [
      `## ${machine[0].toUpperCase()}${machine.slice(1)}`,
      introductions[machine],
      drawing(rows),
      table(
        ['in state', 'event', 'becomes', 'what it does', 'answer', 'scenario'],
        rows.map((row) => [...cells(row), scenarioCell(scenariosOf(row), '../..')]),
      ),
    ]),
  ].join('\n\n');
}

function cells({ from, event, to, effect, reason, problem }) {
  const answer = reason ? `reason ${code(reason)}` : problem ? `problem ${code(problem)}` : '';
  const becomes = from === to ? `stays ${code(to)}` : code(to);
  return [from === null ? 'none yet' : code(from), code(event), becomes, effect, answer];
}

// Rows that change nothing are left to the table: drawn, they hide the way.
function drawing(rows) {
  const arrows = rows
    .filter(({ from, to }) => from !== to)
    .map(({ from, event, to }) => `  ${from ?? '[*]'} --> ${to}: ${event}`);
  const left = new Set(rows.filter(({ from, to }) => from !== to).map(({ from }) => from));
  const ends = [...new Set(rows.map(({ to }) => to))].filter((state) => !left.has(state));
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...arrows,
    ...ends.map((state) => `  ${state} --> [*]`),
    '```',
  ].join('\n');
}
