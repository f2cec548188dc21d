import type { Characteristic, ClassFigures, Ratio } from '@mayfly/scorecard';
import { labelOf } from './class-labels';
import type { Member } from './fit-model';

/** Writes a fitted characteristic as the scorecard file holds it. */
export function describeMember(member: Member, ratio: Ratio | undefined): Characteristic {
  const { classing, informationValue } = member.evidence;
  const all = classing.classes.map((coarse, index) => ({ coarse, figures: figuresOf(member, index) }));
  const shared = {
    name: classing.column.name,
    informationValue,
    coefficient: member.coefficient,
    missing: figuresOf(member, classing.found),
    special: all.flatMap(({ coarse, figures }) =>
      coarse.of === 'special' ? [{ ...figures, value: coarse.value }] : [],
    ),
    neutralPoints: member.neutralPoints,
  };
  if (classing.column.kind === 'category') {
    const classes = all.flatMap(({ coarse, figures }) =>
      coarse.of === 'group' ? [{ ...figures, values: coarse.values, rare: coarse.rare }] : [],
    );
    return { ...shared, kind: 'category', classes };
  }
  const classes = all.flatMap(({ coarse, figures }) =>
    coarse.of === 'interval' ? [{ ...figures, upTo: Number.isFinite(coarse.upTo) ? coarse.upTo : null }] : [],
  );
  // One class has no direction.
  const monotone = classing.found > 1 ? classing.monotone : null;
  return { ...shared, kind: 'number', ...(ratio === undefined ? {} : { ratio }), monotone, classes };
}

function figuresOf({ evidence, points, neutralPoints }: Member, index: number): ClassFigures {
  const { classes } = evidence.classing;
  const coarse = classes[index];
  return {
    label: coarse === undefined ? '' : labelOf(coarse, classes[index - 1]),
    goods: evidence.counts[index]?.goods ?? 0,
    bads: evidence.counts[index]?.bads ?? 0,
    weightOfEvidence: evidence.weights[index] ?? 0,
    points: points[index] ?? neutralPoints,
  };
}
