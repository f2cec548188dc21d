import { get, minimiseNonNegative, newMatrix, set, type Matrix } from './linear-algebra';

/** A logistic regression of the good outcome. */
export interface LogisticFit {
  /** The intercept, then one coefficient for each column; these are never negative. */
  readonly coefficients: Float64Array;
  /** Curvature of the loss at the minimum: the inverse of the coefficients' covariance. */
  readonly hessian: Matrix;
}

/**
 * Fits by Newton's method under the constraint of one sign: more evidence for the good outcome can never count against it.
 * The loss is −log-likelihood + ½ · ridge · Σ coefficient², intercept left out; it has one minimum.
 */
export function fitLogistic(
  columns: readonly Float64Array[],
  good: Uint8Array,
  ridge: number,
  start: Float64Array = startOf(columns.length, good),
): LogisticFit {
  let coefficients = start;
  let current = evaluate(columns, good, ridge, coefficients);
  for (let iteration = 0; iteration < 50; iteration += 1) {
    const linear = current.gradient.map(
      (slope, index) => product(current.hessian, coefficients, index) - slope,
    );
    const target = minimiseNonNegative(current.hessian, linear, coefficients);
    const next = stepTowards(columns, good, ridge, coefficients, target, current.loss);
    if (next === undefined) break;
    const gain = current.loss - next.loss;
    ({ coefficients } = next);
    current = next;
    if (gain < 1e-9 * (1 + Math.abs(current.loss))) break;
  }
  return { coefficients, hessian: current.hessian };
}

interface Evaluation {
  readonly loss: number;
  readonly gradient: Float64Array;
  readonly hessian: Matrix;
}

/** Halves the step until it lowers the loss; undefined when none does: this is the minimum. */
function stepTowards(
  columns: readonly Float64Array[],
  good: Uint8Array,
  ridge: number,
  from: Float64Array,
  to: Float64Array,
  loss: number,
): (Evaluation & { coefficients: Float64Array }) | undefined {
  for (let share = 1; share > 1e-3; share /= 2) {
    const coefficients = from.map((value, index) => value + share * ((to[index] ?? 0) - value));
    const evaluation = evaluate(columns, good, ridge, coefficients);
    if (evaluation.loss < loss) return { ...evaluation, coefficients };
  }
  return undefined;
}

function evaluate(
  columns: readonly Float64Array[],
  good: Uint8Array,
  ridge: number,
  coefficients: Float64Array,
): Evaluation {
  const rows = good.length;
  const fitted = new Float64Array(rows).fill(coefficients[0] ?? 0);
  columns.forEach((column, index) => {
    const coefficient = coefficients[index + 1] ?? 0;
    if (coefficient !== 0) addScaled(fitted, column, coefficient);
  });
  let loss = 0;
  const residuals = new Float64Array(rows);
  const weights = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const logOdds = fitted[row] ?? 0;
    const isGood = good[row] ?? 0;
    const probability = 1 / (1 + Math.exp(-logOdds));
    loss += Math.log1p(Math.exp(-Math.abs(logOdds))) + Math.max(logOdds, 0) - isGood * logOdds;
    residuals[row] = probability - isGood;
    weights[row] = probability * (1 - probability);
  }
  for (let index = 1; index < coefficients.length; index += 1)
    loss += (ridge / 2) * (coefficients[index] ?? 0) ** 2;
  return { loss, ...derivatives(columns, residuals, weights, ridge, coefficients) };
}

function derivatives(
  columns: readonly Float64Array[],
  residuals: Float64Array,
  weights: Float64Array,
  ridge: number,
  coefficients: Float64Array,
): { gradient: Float64Array; hessian: Matrix } {
  const ones = new Float64Array(weights.length).fill(1);
  const all = [ones, ...columns];
  const gradient = new Float64Array(all.length);
  const hessian = newMatrix(all.length);
  all.forEach((column, index) => {
    const penalty = index === 0 ? 0 : ridge;
    gradient[index] = dot(column, residuals) + penalty * (coefficients[index] ?? 0);
    const weighted = column.map((value, row) => value * (weights[row] ?? 0));
    for (let other = index; other < all.length; other += 1) {
      const value = dot(weighted, all[other] ?? ones) + (other === index ? penalty : 0);
      set(hessian, index, other, value);
      set(hessian, other, index, value);
    }
  });
  return { gradient, hessian };
}

function startOf(columns: number, good: Uint8Array): Float64Array {
  let goods = 0;
  for (const isGood of good) goods += isGood;
  const start = new Float64Array(columns + 1);
  start[0] = Math.log(goods / (good.length - goods));
  return start;
}

function product(matrix: Matrix, vector: Float64Array, row: number): number {
  let sum = 0;
  for (let column = 0; column < vector.length; column += 1)
    sum += get(matrix, row, column) * (vector[column] ?? 0);
  return sum;
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < one.length; row += 1) sum += (one[row] ?? 0) * (other[row] ?? 0);
  return sum;
}

function addScaled(to: Float64Array, column: Float64Array, by: number): void {
  for (let row = 0; row < to.length; row += 1) to[row] = (to[row] ?? 0) + by * (column[row] ?? 0);
}
