import { code, table } from '../../contracts/reference/markdown.mjs';

/** The README with each of its tables as the code has it; a table stands between two comments that name it. */
export function readmeWithTables(readme, iso8583, comparison) {
  const tables = {
    fields: fieldTable(iso8583),
    messages: messageTable(iso8583),
    'private elements': privateElementTable(iso8583),
    dialects: dialectTable(iso8583),
    comparison: comparisonTable(comparison),
  };
  return Object.entries(tables).reduce((text, [name, rows]) => {
    const [start, end] = [`<!-- table: ${name} -->`, `<!-- end: ${name} -->`];
    const [before, after] = [text.split(start)[0], text.split(end)[1]];
    if (after === undefined) throw new Error(`The README has no place for the table of ${name}`);
    return [before, start, '\n\n', rows, '\n\n', end, after].join('');
  }, readme);
}

function fieldTable({ fields }) {
  const lengthOf = ({ characters, minimum, maximum, lengthDigits }) =>
    lengthDigits === 0
      ? `${characters} ${maximum}`
      : `${characters} ${minimum}–${maximum}, ${'L'.repeat(lengthDigits)}VAR`;
  return table(
    ['field', 'name', 'format', 'content'],
    [...fields.values()].map((field) => [
      field.number,
      field.name,
      lengthOf(field),
      field.content?.name ?? '',
    ]),
  );
}

function messageTable({ messageTypes }) {
  return table(
    ['type', 'name', 'answered by', 'mandatory', 'optional'],
    [...messageTypes.values()].map(({ mti, name, answeredBy, fields, mandatory }) => [
      mti,
      name,
      answeredBy ?? '',
      mandatory.join(' '),
      [...fields].filter((number) => !mandatory.includes(number)).join(' '),
    ]),
  );
}

function privateElementTable({ privateElements }) {
  return table(
    ['tag', 'name', 'format', 'meaning'],
    [...privateElements.values()].map(({ tag, name, format, meaning }) => [tag, name, format, meaning]),
  );
}

function dialectTable({ dialects }) {
  return table(
    ['dialect', 'digits', 'characters', 'lengths', 'bitmaps and MAC'],
    Object.values(dialects).map(({ name, digits, characters, lengths, bitmaps }) => [
      code(name),
      digits,
      characters,
      lengths,
      bitmaps,
    ]),
  );
}

function comparisonTable(rows) {
  return table(
    ['what comes', '`getIsoJSON`', 'then `validateMessage`', 'here'],
    rows.map(({ what, reads, validates, ours }) => [
      what,
      reads,
      validates,
      ours === 'accepts' ? ours : code(ours),
    ]),
  );
}
