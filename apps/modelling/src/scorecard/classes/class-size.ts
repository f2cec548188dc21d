/** No class that is found in the data has a smaller share of the rows. */
export const leastClassShare = 0.05;

/** What a further class must bring in log-likelihood: half of the logarithm of the rows, Schwarz's criterion. */
export function priceOfClass(rows: number): number {
  return Math.log(rows) / 2;
}
