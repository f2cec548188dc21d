/**
 * The first scenario of a row as a link, and how many more there are.
 *
 * @param root the way from the page to the root of the checkout
 */
export function scenarioCell([first, ...others], root) {
  if (first === undefined) return '';
  const link = `[${first}](${root}/apps/network-simulator/scenarios/${first}.yaml)`;
  return others.length === 0 ? link : `${link} and ${others.length} more`;
}
