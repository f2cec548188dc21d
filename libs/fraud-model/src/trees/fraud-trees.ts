import { toProbability } from './logistic';
import { checkSavedModel, type SavedTree } from './saved-model';

/**
 * Boosted trees as XGBoost saved them, evaluated as XGBoost does: single precision, tree after tree, a missing value going
 * each split's default way. Its margins are equal to XGBoost's to the last bit.
 */
export class FraudTrees {
  /** Score without any tree, as a log odds. */
  private readonly baseMargin: number;
  private readonly roots: Int32Array;
  /** Of all trees' nodes, one after another: the split's feature, or −1 at a leaf. */
  private readonly features: Int16Array;
  /** At a split the threshold, at a leaf its value. */
  private readonly conditions: Float32Array;
  private readonly left: Int32Array;
  private readonly right: Int32Array;
  private readonly missing: Int32Array;
  /** The mean of the leaves below each node, weighted by the training rows that reached them. */
  private readonly means: Float64Array;

  /**
   * @param parsed JSON of XGBoost's `save_model`, objective `binary:logistic`
   * @param featureNames the features that callers will pass, in their order
   * @throws NotAFraudModel when it is anything else
   */
  constructor(
    parsed: unknown,
    readonly featureNames: readonly string[],
  ) {
    const { learner } = checkSavedModel(parsed, featureNames);
    const { trees } = learner.gradient_booster.model;
    const starts = startsOf(trees);
    const size = starts.at(-1) ?? 0;
    this.baseMargin = logOdds(Math.fround(Number(learner.learner_model_param.base_score)));
    this.roots = Int32Array.from(starts.slice(0, -1));
    this.features = new Int16Array(size);
    this.conditions = new Float32Array(size);
    this.left = new Int32Array(size);
    this.right = new Int32Array(size);
    this.missing = new Int32Array(size);
    this.means = new Float64Array(size);
    trees.forEach((tree, number) => this.place(tree, starts[number] ?? 0));
  }

  /** How many trees it has. */
  get treeCount(): number {
    return this.roots.length;
  }

  /** The log odds of fraud, single precision. Features: in the order of `featureNames`, NaN where unknown. */
  margin(features: Float32Array): number {
    let margin = this.baseMargin;
    for (const root of this.roots) {
      let node = root;
      for (let feature = this.at(node); feature >= 0; feature = this.at(node)) {
        node = this.next(node, features[feature] ?? NaN);
      }
      margin = Math.fround(margin + (this.conditions[node] ?? 0));
    }
    return margin;
  }

  /** The probability of fraud, in [0, 1], single precision. */
  probability(features: Float32Array): number {
    return toProbability(this.margin(features));
  }

  /**
   * No features between the two have a higher probability of fraud; it is their own when both are the same. Each tree gives
   * the highest leaf that can be reached, so it may be one that no features have. What is unknown is NaN in both.
   */
  highestProbability(lowest: Float32Array, highest: Float32Array): number {
    let margin = this.baseMargin;
    for (const root of this.roots) margin = Math.fround(margin + this.highestLeaf(root, lowest, highest));
    return toProbability(margin);
  }

  /**
   * How much each feature moved the margin away from the average, in log odds: along each tree's path, the change of the mean
   * belongs to the feature that was asked (Saabas; XGBoost's `approx_contribs`). They add up to margin − `expectedMargin`.
   */
  attributions(features: Float32Array): Float64Array {
    const moved = new Float64Array(this.featureNames.length);
    for (const root of this.roots) {
      let node = root;
      for (let feature = this.at(node); feature >= 0; feature = this.at(node)) {
        const next = this.next(node, features[feature] ?? NaN);
        moved[feature] = (moved[feature] ?? 0) + (this.means[next] ?? 0) - (this.means[node] ?? 0);
        node = next;
      }
    }
    return moved;
  }

  /** The average margin over the training rows, in log odds. */
  get expectedMargin(): number {
    return this.roots.reduce((sum, root) => sum + (this.means[root] ?? 0), this.baseMargin);
  }

  private highestLeaf(node: number, lowest: Float32Array, highest: Float32Array): number {
    let reached = node;
    for (let feature = this.at(reached); feature >= 0; feature = this.at(reached)) {
      const one = this.next(reached, lowest[feature] ?? NaN);
      const other = this.next(reached, highest[feature] ?? NaN);
      if (one !== other) {
        return Math.max(this.highestLeaf(one, lowest, highest), this.highestLeaf(other, lowest, highest));
      }
      reached = one;
    }
    return this.conditions[reached] ?? 0;
  }

  private at(node: number): number {
    return this.features[node] ?? -1;
  }

  private next(node: number, value: number): number {
    if (value !== value) return this.missing[node] ?? 0;
    return (value < (this.conditions[node] ?? 0) ? this.left[node] : this.right[node]) ?? 0;
  }

  private place(tree: SavedTree, start: number): void {
    // Children come after their parents, so that going backwards every node's children are done.
    for (let node = tree.left_children.length - 1; node >= 0; node--) {
      const here = start + node;
      const [left, right] = [tree.left_children[node] ?? -1, tree.right_children[node] ?? -1];
      this.conditions[here] = tree.split_conditions[node] ?? 0;
      if (left < 0) {
        this.features[here] = -1;
        this.means[here] = this.conditions[here];
        continue;
      }
      this.features[here] = tree.split_indices[node] ?? 0;
      this.left[here] = start + left;
      this.right[here] = start + right;
      this.missing[here] = start + (tree.default_left[node] === 1 ? left : right);
      const [weightLeft, weightRight] = [tree.sum_hessian[left] ?? 0, tree.sum_hessian[right] ?? 0];
      this.means[here] =
        ((this.means[start + left] ?? 0) * weightLeft + (this.means[start + right] ?? 0) * weightRight) /
        (weightLeft + weightRight);
    }
  }
}

function startsOf(trees: readonly SavedTree[]): number[] {
  const starts = [0];
  for (const tree of trees) starts.push((starts.at(-1) ?? 0) + tree.left_children.length);
  return starts;
}

function logOdds(probability: number): number {
  return Math.fround(-Math.fround(Math.log(Math.fround(Math.fround(1 / probability) - 1))));
}
