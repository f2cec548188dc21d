/** What is wrong with a header: names that are empty or come twice. */
export function headerProblems(cells: readonly string[]): string[] {
  const names = cells.map((cell) => cell.trim());
  const twice = new Set(names.filter((name, at) => name !== '' && names.indexOf(name) !== at));
  return [
    ...[...twice].map((name) => `two columns are named ${name}`),
    ...names.flatMap((name, at) => (name === '' ? [`column ${at + 1} has no name`] : [])),
  ];
}

/** For a message: the columns there are, as far as they fit. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 20).join(', ');
  return names.length > 20 ? `${shown} and ${names.length - 20} more` : shown;
}
