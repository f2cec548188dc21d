/** The pieces of Markdown that the reference pages are made of. */
export const generatedNote = generatedFrom('libs/contracts');

/** The first line of a page that is written from a project's tables. */
export function generatedFrom(project) {
  return `<!-- Generated from ${project} by \`npm run generate\`. Do not edit. -->`;
}

/** A table; bars inside cells are escaped. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function code(text) {
  return `\`${text}\``;
}
