import { bandOf, type FeatureSpread } from '@mayfly/fraud-model';
import type { Characteristic, ScoreBand, Scored } from '@mayfly/scorecard';
import type { FraudScored } from '../examination/assessment';
import type { CreditModel, FraudModel, Policy } from '../policy/policy';

/** What both models said of one purchase. */
export interface BothScored {
  readonly credit: Scored;
  readonly fraud: FraudScored;
}

/** One score or one input of a model, and how it was spread in training. */
export interface WatchedInput {
  /** The model's version. */
  readonly model: string;
  /** `score`, or the name of a characteristic or feature. */
  readonly input: string;
  readonly bands: readonly { readonly label: string; readonly share: number }[];
  /** The position of the band that a purchase falls into. */
  readonly bandOf: (scored: BothScored) => number;
}

const neverSeen = { label: 'never seen in training', share: 0 };
const unknown = 'not known';

/** Everything that is watched of the models of a policy, in an order that is always the same. */
export function watchedInputs({ credit, fraud }: Policy): WatchedInput[] {
  return [...ofCredit(credit), ...ofFraud(fraud)];
}

function ofCredit({ version, scorecard }: CreditModel): WatchedInput[] {
  const score = scoreSpread(scorecard.baseline);
  return [
    {
      model: version,
      input: 'score',
      bands: labelled(score),
      bandOf: ({ credit }) => bandOf(credit.score, score),
    },
    ...scorecard.characteristics.map((characteristic, position) => ({
      model: version,
      ...ofCharacteristic(characteristic, position),
    })),
  ];
}

function ofCharacteristic(characteristic: Characteristic, position: number): Omit<WatchedInput, 'model'> {
  const { name, classes, special, missing } = characteristic;
  const all = [...classes, ...special, missing];
  const applicants = all.reduce((sum, { goods, bads }) => sum + goods + bads, 0);
  const bands = all.map(({ label, goods, bads }) => ({ label, share: (goods + bads) / applicants }));
  const byLabel = new Map(bands.map(({ label }, band) => [label, band]));
  return {
    input: name,
    bands: [...bands, neverSeen],
    bandOf: ({ credit }) => byLabel.get(credit.points[position]?.class ?? '') ?? bands.length,
  };
}

function ofFraud({ version, baseline, trees }: FraudModel): WatchedInput[] {
  return [
    {
      model: version,
      input: 'score',
      bands: labelled(baseline.score),
      bandOf: ({ fraud }) => bandOf(fraud.probability, baseline.score),
    },
    ...Object.entries(baseline.features).map(([input, spread]) => {
      const feature = trees.featureNames.indexOf(input);
      return {
        model: version,
        input,
        bands: labelled(spread),
        bandOf: ({ fraud }: BothScored) => bandOf(fraud.features[feature] ?? NaN, spread),
      };
    }),
  ];
}

function scoreSpread(bands: readonly ScoreBand[]): FeatureSpread {
  return { unknown: 0, bands };
}

function labelled({ bands, unknown: share }: FeatureSpread): WatchedInput['bands'] {
  const labels = bands.map(({ upTo }, band) => {
    const from = bands[band - 1]?.upTo ?? null;
    if (upTo === null) return from === null ? 'known' : `above ${shown(from)}`;
    return from === null ? `up to ${shown(upTo)}` : `${shown(from)} to ${shown(upTo)}`;
  });
  return [
    ...bands.map((band, position) => ({ label: labels[position] ?? '', share: band.share })),
    { label: unknown, share },
  ];
}

function shown(bound: number): string {
  return String(Number(bound.toPrecision(4)));
}
