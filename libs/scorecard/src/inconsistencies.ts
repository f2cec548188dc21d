import type { Characteristic, Scorecard } from './scorecard';

/** What a schema cannot say: contradictions that would make a scorecard score wrongly without failing. */
export function inconsistencies(scorecard: Scorecard): string[] {
  const { characteristics, references, baseline, scale } = scorecard;
  const names = characteristics.map(({ name }) => name);
  return [
    ...duplicates(names).map((name) => `two characteristics are named ${name}`),
    ...characteristics.flatMap(ofCharacteristic),
    ...references.flatMap(({ cutoff, averagePoints }) =>
      names
        .filter((name) => averagePoints[name] === undefined)
        .map((name) => `the reference at ${cutoff} has no average of ${name}`),
    ),
    ...unordered(
      references.map(({ cutoff }) => cutoff),
      'references',
    ),
    ...endless(
      baseline.map(({ upTo }) => upTo),
      'baseline',
    ),
    ...(isClose(scale.factor * Math.LN2, scale.pointsToDouble) &&
    isClose(scale.offset + scale.factor * Math.log(scale.odds0), scale.score0)
      ? []
      : ['factor and offset do not fit the scale']),
  ];
}

function ofCharacteristic(characteristic: Characteristic): string[] {
  const { name, special } = characteristic;
  const specials = duplicates(special.map(({ value }) => value));
  const problems = specials.map((value) => `${name} has the special value ${value} twice`);
  if (characteristic.kind === 'number') {
    const bounds = characteristic.classes.map(({ upTo }) => upTo);
    return [...problems, ...endless(bounds, name)];
  }
  const values = duplicates(characteristic.classes.flatMap((group) => group.values));
  const rare = characteristic.classes.filter((group) => group.rare).length;
  return [
    ...problems,
    ...values.map((value) => `${name} has ${value} in two classes`),
    ...(rare > 1 ? [`${name} has ${rare} classes for what is rare`] : []),
  ];
}

/** Bounds must ascend, and only the last may, and must, be open. */
function endless(bounds: readonly (number | null)[], of: string): string[] {
  const closed = bounds.slice(0, -1);
  if (bounds.at(-1) !== null || closed.includes(null)) return [`${of}: only the last class has no end`];
  return unordered(
    closed.filter((bound) => bound !== null),
    of,
  );
}

function unordered(values: readonly number[], of: string): string[] {
  const ascending = values.every((value, at) => at === 0 || value > (values[at - 1] ?? Infinity));
  return ascending ? [] : [`${of} do not ascend`];
}

function duplicates(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
}

function isClose(one: number, other: number): boolean {
  return Math.abs(one - other) < 1e-6;
}
