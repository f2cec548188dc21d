/**
 * The last whole number that passes on the way to one that does not, found by halving. The first is known to pass, the second
 * to fail; either may be the larger. The neighbour of the answer towards `fails` was tried, or is `fails` itself.
 */
export function boundary(passes: number, fails: number, doesPass: (value: number) => boolean): number {
  let [passing, failing] = [passes, fails];
  while (Math.abs(passing - failing) > 1) {
    const middle = Math.floor((passing + failing) / 2);
    if (doesPass(middle)) passing = middle;
    else failing = middle;
  }
  return passing;
}
