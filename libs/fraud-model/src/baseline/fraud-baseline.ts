/** How a model's scores and features were spread over purchases of its training: what later purchases are compared with. */
export interface FraudBaseline {
  readonly format: 'mayfly.fraud-baseline.v1';
  /** The version of the model, as its file is named. */
  readonly model: string;
  /** Enough to make it again: every so many-th purchase of these days of the world of this seed. */
  readonly provenance: {
    readonly seed: number;
    readonly firstDay: number;
    readonly days: number;
    readonly everyPurchase: number;
    readonly purchases: number;
  };
  /** Of the probability of fraud. */
  readonly score: FeatureSpread;
  /** By feature, those that move the model most first. */
  readonly features: Readonly<Record<string, FeatureSpread>>;
}

/** Shares of all purchases; those of the bands and `unknown` add up to 1. */
export interface FeatureSpread {
  /** Where the feature was not known (NaN). */
  readonly unknown: number;
  /** Ascending; a value belongs to the first band whose `upTo` it does not exceed. The last has null: no end. */
  readonly bands: readonly { readonly upTo: number | null; readonly share: number }[];
}

/** Thrown when a file is no baseline of a fraud model; the message says why. */
export class NotAFraudBaseline extends Error {}

/**
 * Checks parsed JSON of a baseline file.
 *
 * @param featureNames the features that can be watched
 * @throws NotAFraudBaseline
 */
export function checkFraudBaseline(parsed: unknown, featureNames: readonly string[]): FraudBaseline {
  const baseline = parsed as Partial<FraudBaseline> | null;
  if (baseline?.format !== 'mayfly.fraud-baseline.v1') throw new NotAFraudBaseline('its format is unknown');
  const { score, features = {} } = baseline;
  const strangers = Object.keys(features).filter((name) => !featureNames.includes(name));
  if (strangers.length > 0) throw new NotAFraudBaseline(`no such feature: ${strangers.join(', ')}`);
  for (const [name, spread] of [['score', score] as const, ...Object.entries(features)]) {
    if (!isWhole(spread)) throw new NotAFraudBaseline(`the shares of ${name} are not those of all purchases`);
  }
  return baseline as FraudBaseline;
}

/** The position of the band that holds the value; past the last band where it is not known. */
export function bandOf(value: number, { bands }: FeatureSpread): number {
  if (Number.isNaN(value)) return bands.length;
  return bands.findIndex(({ upTo }) => upTo === null || value <= upTo);
}

function isWhole(spread: Partial<FeatureSpread> | undefined): boolean {
  const { unknown = NaN, bands = [] } = spread ?? {};
  const sum = bands.reduce((all, { share }) => all + share, unknown);
  return Math.abs(sum - 1) < 1e-3 && bands.findIndex(({ upTo }) => upTo === null) === bands.length - 1;
}
