/** The steps into which a power of two is cut: e^x = 2^(k / 32) · 2^r, with a remainder r so small that a cubic does. */
const steps = 32;
const stepsPerUnit = steps / Math.LN2;
const powers = Float64Array.from({ length: steps }, (_, step) => 2 ** (step / steps));
/** A cubic for 2^(z / 32), best over |z| ≤ 1/2, with leading 1. */
const cubic = 0.05550361559341535 / steps ** 3;
const square = 0.2402284522445722 / steps ** 2;
const linear = 0.6931471806916203 / steps;
/** Beyond it e^x is no longer a single-precision number. */
const largestExponent = 88.7;

/**
 * The logistic function in single precision, operation by operation as XGBoost computes it. The exponential is the C
 * library's `expf` on Linux (glibc from 2.27 on, from Arm's optimized routines), which rounds a few values in a thousand
 * otherwise than the nearest number: rounding `Math.exp` would not be equal to the last bit.
 */
export function toProbability(margin: number): number {
  const odds = exponential(Math.min(-margin, largestExponent));
  return Math.fround(1 / Math.fround(odds + 1));
}

function exponential(x: number): number {
  const scaled = x * stepsPerUnit;
  const step = Math.round(scaled);
  const z = scaled - step;
  const power = (powers[((step % steps) + steps) % steps] ?? 1) * 2 ** Math.floor(step / steps);
  return Math.fround(((cubic * z + square) * (z * z) + (linear * z + 1)) * power);
}
