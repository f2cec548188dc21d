/** Thrown when a file is not a model of boosted trees for the features at hand; the message says why. */
export class NotAFraudModel extends Error {}

/** What is read of one tree of XGBoost's `save_model` JSON. Node 0 is the root; a leaf has no children (−1). */
export interface SavedTree {
  readonly left_children: readonly number[];
  readonly right_children: readonly number[];
  readonly split_indices: readonly number[];
  /** At a split the threshold, at a leaf its value. */
  readonly split_conditions: readonly number[];
  /** 1 where a missing value goes left. */
  readonly default_left: readonly number[];
  /** Weight of the training rows that reached the node. */
  readonly sum_hessian: readonly number[];
}

/** What is read of XGBoost's `save_model` JSON. Source: https://xgboost.readthedocs.io, "Introduction to Model IO". */
export interface SavedModel {
  readonly learner: {
    readonly feature_names: readonly string[];
    /** The score without trees, as a probability, written as text. */
    readonly learner_model_param: { readonly base_score: string };
    readonly objective: { readonly name: string };
    readonly gradient_booster: {
      readonly model: { readonly trees: readonly SavedTree[]; readonly tree_info: readonly number[] };
    };
  };
}

/** Checks that the parsed JSON is a model of exactly these features, in this order. */
export function checkSavedModel(parsed: unknown, featureNames: readonly string[]): SavedModel {
  const learner = member(parsed, 'learner');
  const objective = member(member(learner, 'objective'), 'name');
  if (objective !== 'binary:logistic') throw new NotAFraudModel(`its objective is ${String(objective)}`);
  const names = member(learner, 'feature_names');
  if (!Array.isArray(names) || names.join() !== featureNames.join()) {
    throw new NotAFraudModel('its features are not those that this version of the software computes');
  }
  const score = member(member(learner, 'learner_model_param'), 'base_score');
  if (!(Number(score) > 0 && Number(score) < 1)) throw new NotAFraudModel('its base score is no probability');
  const trees = member(member(member(learner, 'gradient_booster'), 'model'), 'trees');
  if (!Array.isArray(trees) || trees.length === 0) throw new NotAFraudModel('it has no trees');
  for (const [number, tree] of trees.entries()) checkTree(tree, number, featureNames.length);
  return parsed as SavedModel;
}

const columns = [
  'left_children',
  'right_children',
  'split_indices',
  'split_conditions',
  'default_left',
  'sum_hessian',
] as const;

function checkTree(tree: unknown, number: number, features: number): void {
  const [left, right, indices, ...others] = columns.map((column) => numbers(member(tree, column), number));
  const size = left?.length ?? 0;
  if (left === undefined || right === undefined || indices === undefined || size === 0) {
    throw new NotAFraudModel(`tree ${number} is empty`);
  }
  if ([right, indices, ...others].some(({ length }) => length !== size)) {
    throw new NotAFraudModel(`tree ${number} has columns of different lengths`);
  }
  for (let node = 0; node < size; node++) {
    const isLeaf = left[node] === -1 && right[node] === -1;
    // Children come after their parent: no path can turn in a circle.
    const leadsOn = [left, right].every((to) => (to[node] ?? 0) > node && (to[node] ?? 0) < size);
    const isFeature = (indices[node] ?? -1) >= 0 && (indices[node] ?? -1) < features;
    if (!isLeaf && !(leadsOn && isFeature))
      throw new NotAFraudModel(`tree ${number} is broken at node ${node}`);
  }
}

function numbers(value: unknown, tree: number): readonly number[] {
  if (Array.isArray(value) && value.every((each) => typeof each === 'number')) return value;
  throw new NotAFraudModel(`tree ${tree} has a column that is not a list of numbers`);
}

function member(value: unknown, name: string): unknown {
  if (typeof value === 'object' && value !== null && name in value) return value[name as keyof typeof value];
  throw new NotAFraudModel(`it has no ${name}`);
}
