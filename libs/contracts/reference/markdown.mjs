/** The pieces of Markdown that the reference pages are made of. */
export const generatedNote = '<!-- Generated from libs/contracts by `npm run generate`. Do not edit. -->';

/** A table; bars inside cells are escaped. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function code(text) {
  return `\`${text}\``;
}
