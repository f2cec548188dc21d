import type { Applicant } from './applicant';
import { classOf } from './class-of';
import { probabilityOfBad } from './scale';
import type { Scorecard } from './scorecard';

/** What a scorecard says of one applicant. */
export interface Scored {
  /** The sum of the points, nothing else. */
  readonly score: number;
  /** Of the bad outcome, 0..1, for applicants like those of the training table. */
  readonly probability: number;
  /** In the scorecard's order. */
  readonly points: readonly CharacteristicPoints[];
}

export interface CharacteristicPoints {
  readonly characteristic: string;
  /** Label of the class that the value fell into; null when training never saw the like. */
  readonly class: string | null;
  readonly points: number;
}

/** Scores one applicant. Pure: the same scorecard and applicant always give the same. */
export function scoreApplicant(scorecard: Scorecard, applicant: Applicant): Scored {
  let score = 0;
  const points = scorecard.characteristics.map((characteristic) => {
    const found = classOf(characteristic, applicant);
    const scored = found?.points ?? characteristic.neutralPoints;
    score += scored;
    return { characteristic: characteristic.name, class: found?.label ?? null, points: scored };
  });
  return { score, probability: probabilityOfBad(score, scorecard.scale), points };
}
