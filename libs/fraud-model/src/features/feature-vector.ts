import type { FeatureFacts } from './facts';
import { features } from './feature-table';
import type { Purchase } from './purchase';

/** Minor units in a unit of the handbook's amounts, which have two decimals. */
export const handbookUnitMinor = 100;

/** The names of the features, in the order in which the model reads them. */
export const featureNames: readonly string[] = Object.keys(features);

const formulas = Object.values(features);

/**
 * The features of a request as the model reads them: single precision, NaN where unknown, in the order of `featureNames`.
 *
 * @param unitMinor how many minor units of the request's currency make one unit of the world that the model was trained on,
 *   where customers' mean amounts are 5 to 100 units and an amount above 220 is always fraud
 */
export function featureVector(request: Purchase, facts: FeatureFacts, unitMinor: number): Float32Array {
  const inputs = { request, customer: facts.customer, terminal: facts.terminal, unitMinor };
  const vector = new Float32Array(formulas.length);
  for (const [position, formula] of formulas.entries()) vector[position] = formula(inputs);
  return vector;
}
