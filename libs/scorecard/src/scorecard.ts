/** A fitted scorecard as its file holds it. Points are whole numbers, and an applicant's score is their sum. */
export interface Scorecard {
  readonly format: 'mayfly.scorecard.v1';
  /** The file's name without `.json`: what a decision records as its model's version. */
  readonly name: string;
  readonly provenance: Provenance;
  readonly scale: Scale;
  /** Of the logistic regression: log-odds of good against bad where every weight of evidence is zero. */
  readonly intercept: number;
  readonly characteristics: readonly Characteristic[];
  /** Applicants below it would be declined; where the distance between good and bad applicants is greatest (KS). */
  readonly cutoff: number;
  /** Ascending by cut-off: what reasons are measured against, for any cut-off that a lender may choose. */
  readonly references: readonly Reference[];
  /** How the training scores were spread: what later scores are compared with (PSI). Ascending; the last has no end. */
  readonly baseline: readonly ScoreBand[];
  readonly report: Report;
}

/** Where a scorecard comes from: enough to fit it again. */
export interface Provenance {
  readonly data: {
    readonly name: string;
    readonly sha256: string;
    readonly bytes: number;
    readonly rows: number;
    readonly columns: number;
    readonly goods: number;
    readonly bads: number;
    /** Rows left out because their outcome is empty. */
    readonly rowsWithoutOutcome: number;
  };
  readonly target: { readonly column: string; readonly bad: string };
  readonly excluded: readonly string[];
  readonly special: readonly string[];
  readonly monotone: Readonly<Record<string, Direction>>;
  /** Characteristics that were to be computed from columns, chosen or not. */
  readonly ratios: Readonly<Record<string, Ratio>>;
  readonly folds: number;
  readonly seed: number;
  /** UTC, ISO 8601. */
  readonly trainedAt: string;
  readonly trainer: { readonly mayfly: string; readonly node: string };
  /** Columns that no characteristic was made of, and why. */
  readonly leftOut: readonly { readonly column: string; readonly because: string }[];
}

/** `asc`: the higher the value, the higher the share of bad outcomes. */
export type Direction = 'asc' | 'desc';

/** Points from odds: `score = offset + factor · ln(good : bad)`. */
export interface Scale {
  readonly score0: number;
  readonly odds0: number;
  readonly pointsToDouble: number;
  readonly factor: number;
  readonly offset: number;
}

/** One line of inquiry about an applicant, its values in coarse classes. */
export type Characteristic = NumberCharacteristic | CategoryCharacteristic;

interface AnyCharacteristic {
  readonly name: string;
  readonly informationValue: number;
  /** Of the regression on weight of evidence; never negative. */
  readonly coefficient: number;
  /** For an empty value. */
  readonly missing: ClassFigures;
  /** For values that the operator named as codes, not measurements. */
  readonly special: readonly (ClassFigures & { readonly value: string })[];
  /** For a value never seen in training that no class covers: neither for nor against the applicant. */
  readonly neutralPoints: number;
}

export interface NumberCharacteristic extends AnyCharacteristic {
  readonly kind: 'number';
  /** When given, the value is computed from columns instead of read from the column of the same name. */
  readonly ratio?: Ratio;
  /** How the share of bad outcomes runs over the classes; null when it turns. */
  readonly monotone: Direction | null;
  /** Ascending; a value belongs to the first class whose `upTo` it does not exceed. The last has null: no end. */
  readonly classes: readonly (ClassFigures & { readonly upTo: number | null })[];
}

export interface CategoryCharacteristic extends AnyCharacteristic {
  readonly kind: 'category';
  /** A class with `rare` also takes every category never seen in training. */
  readonly classes: readonly (ClassFigures & {
    readonly values: readonly string[];
    readonly rare: boolean;
  })[];
}

/** `of / to`, or `of / (to − less)`. */
export interface Ratio {
  readonly of: string;
  readonly to: string;
  readonly less?: string;
}

/** A class in training, and what it is worth. */
export interface ClassFigures {
  readonly label: string;
  readonly goods: number;
  readonly bads: number;
  /** ln[((goods + .5) / all goods) / ((bads + .5) / all bads)]; 0 for an empty or special value with under 5 % of the rows. */
  readonly weightOfEvidence: number;
  readonly points: number;
}

/** The applicants at or just above a cut-off: those with up to 20 points more. */
export interface Reference {
  readonly cutoff: number;
  readonly applicants: number;
  /** By characteristic. */
  readonly averagePoints: Readonly<Record<string, number>>;
}

export interface ScoreBand {
  readonly upTo: number | null;
  readonly share: number;
}

/** How well the method tells good from bad where it has not seen the outcome. */
export interface Report {
  readonly outOfFold: {
    /** Times that the table was cut into folds anew. */
    readonly repetitions: number;
    /** Means over the repetitions. */
    readonly mean: Metrics;
    readonly lowest: Metrics;
    readonly highest: Metrics;
    /** Of the first repetition: applicants by score; the curves are drawn from it. */
    readonly scores: readonly ScoreCount[];
  };
  /** Of the scorecard on its own training rows: better than it will be. */
  readonly inSample: Metrics;
}

export interface ScoreCount {
  readonly score: number;
  readonly goods: number;
  readonly bads: number;
}

export interface Metrics {
  readonly auc: number;
  readonly gini: number;
  readonly ks: number;
  readonly brier: number;
  /** 1 when log-odds are as far apart as the outcomes say; below 1 the scores are too bold. */
  readonly calibrationSlope: number;
  /** 0 when the mean probability is right. */
  readonly calibrationIntercept: number;
  /** Scores of the training folds against those of the fold held out. */
  readonly psi: number;
}
