/** A square matrix, row by row. */
export interface Matrix {
  readonly size: number;
  readonly values: Float64Array;
}

export function newMatrix(size: number): Matrix {
  return { size, values: new Float64Array(size * size) };
}

export function get({ size, values }: Matrix, row: number, column: number): number {
  return values[row * size + column] ?? NaN;
}

export function set({ size, values }: Matrix, row: number, column: number, value: number): void {
  values[row * size + column] = value;
}

/** The rows and columns of `kept`. */
export function submatrix(matrix: Matrix, kept: readonly number[]): Matrix {
  const sub = newMatrix(kept.length);
  kept.forEach((row, at) => {
    kept.forEach((column, to) => {
      set(sub, at, to, get(matrix, row, column));
    });
  });
  return sub;
}

/** The inverse of a symmetric, positive definite matrix, by Gauss and Jordan. */
export function inverse(matrix: Matrix): Matrix {
  const { size } = matrix;
  const left: Matrix = { size, values: Float64Array.from(matrix.values) };
  const right = newMatrix(size);
  for (let pivot = 0; pivot < size; pivot += 1) set(right, pivot, pivot, 1);
  for (let pivot = 0; pivot < size; pivot += 1) {
    const scale = 1 / get(left, pivot, pivot);
    for (let column = 0; column < size; column += 1) {
      set(left, pivot, column, get(left, pivot, column) * scale);
      set(right, pivot, column, get(right, pivot, column) * scale);
    }
    for (let row = 0; row < size; row += 1) {
      const times = get(left, row, pivot);
      if (row === pivot || times === 0) continue;
      for (let column = 0; column < size; column += 1) {
        set(left, row, column, get(left, row, column) - times * get(left, pivot, column));
        set(right, row, column, get(right, row, column) - times * get(right, pivot, column));
      }
    }
  }
  return right;
}

/**
 * Minimises ½ x'Hx − q'x by coordinate descent where every x but the first must not be negative; `start` is where it begins.
 * H is symmetric and positive definite, so there is one minimum.
 */
export function minimiseNonNegative(
  hessian: Matrix,
  linear: Float64Array,
  start: Float64Array,
): Float64Array {
  const x = Float64Array.from(start);
  for (let sweep = 0; sweep < 10_000; sweep += 1) {
    let largestStep = 0;
    for (let index = 0; index < x.length; index += 1) {
      let slope = -(linear[index] ?? 0);
      for (let other = 0; other < x.length; other += 1) slope += get(hessian, index, other) * (x[other] ?? 0);
      const before = x[index] ?? 0;
      const free = before - slope / get(hessian, index, index);
      const now = index === 0 ? free : Math.max(0, free);
      x[index] = now;
      largestStep = Math.max(largestStep, Math.abs(now - before));
    }
    if (largestStep < 1e-10) break;
  }
  return x;
}
