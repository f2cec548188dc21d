import { csvOf, drawApplicants, header, temporaryFolder } from '../../../spec/applicants';
import { trainOn } from '../../../spec/commands';

const folder = temporaryFolder();
afterAll(() => folder.remove());
const rows = drawApplicants(1200, 7).map(({ cells }) => cells);

const withColumn = (name: string, cell: (row: readonly string[], index: number) => string): string =>
  csvOf(
    [...header, name],
    rows.map((row, index) => [...row, cell(row, index)]),
  );

describe('a table that no scorecard can be made of', () => {
  it.each([
    [
      'no such target',
      csvOf(header, rows),
      ['--target', 'Status'],
      'no target column Status; the columns are outcome, income',
    ],
    ['no bad outcome', csvOf(header, rows), ['--bad', 'lost'], 'one class only; it is repaid, defaulted'],
    [
      'only bad outcomes',
      csvOf(
        header,
        rows.map((row) => ['defaulted', ...row.slice(1)]),
      ),
      [],
      'in every row: there is one class only',
    ],
    ['too few rows', csvOf(header, rows.slice(0, 60)), [], 'are too few'],
    [
      'only constant columns',
      csvOf(
        ['outcome', 'a', 'b'],
        rows.map(([outcome = '']) => [outcome, '1', 'x']),
      ),
      [],
      'column a is constant: 1 in every row',
    ],
    [
      'mixed types',
      withColumn('debt', (_, index) => (index === 30 ? 'much' : String(index))),
      [],
      'column debt has mixed types: 1199 numbers (0 in line 2) and 1 texts ("much" in line 32)',
    ],
    [
      'two columns of a name',
      csvOf(
        ['outcome', 'a', 'a'],
        rows.map((row) => row.slice(0, 3)),
      ),
      [],
      'two columns are named a',
    ],
    [
      'a column without a name',
      csvOf(
        ['outcome', '', 'b'],
        rows.map((row) => row.slice(0, 3)),
      ),
      [],
      'column 2 has no name',
    ],
    [
      'a leak',
      withColumn('collected', ([outcome]) => (outcome === 'repaid' ? '0' : '250')),
      [],
      'column collected alone separates the classes (AUC 1.000)',
    ],
    [
      'a leak in words',
      withColumn('letter', ([outcome]) => (outcome === 'repaid' ? 'thanks' : 'dunning')),
      [],
      'column letter alone separates',
    ],
    ['a ragged row', `${csvOf(header, rows)}repaid,1\n`, [], 'Invalid Record Length'],
    ['nothing in it', '', [], 'the file is empty'],
    ['no such column to exclude', csvOf(header, rows), ['--exclude', 'Age'], '--exclude names Age'],
    [
      'no such column to run monotone',
      csvOf(header, rows),
      ['--monotone', 'Age:asc'],
      '--monotone names Age',
    ],
    [
      'a ratio of texts',
      csvOf(header, rows),
      ['--ratio', 'r=income/home'],
      '--ratio uses home, which holds texts',
    ],
  ])('is refused with exit code 3: %s', async (_, content, more, problem) => {
    const { code, said } = await trainOn(folder, content, ...more);
    expect(said).toContain(problem);
    expect(code).toBe(3);
  });

  it('names every problem of the header at once', async () => {
    const { said } = await trainOn(
      folder,
      csvOf(
        ['a', 'a', ' '],
        rows.map((row) => row.slice(0, 3)),
      ),
      '--target',
      'a',
    );
    expect(said).toContain('two columns are named a');
    expect(said).toContain('column 3 has no name');
  });
});

describe('a table with flaws', () => {
  it('loses its constant and its empty columns, which are named', async () => {
    const content = csvOf(
      [...header, 'bank', 'fax'],
      rows.map((row) => [...row, 'ours', '']),
    );
    const { code, said } = await trainOn(folder, content);
    expect(code).toBe(0);
    expect(said).toContain('left out, is constant: ours in every row: bank');
    expect(said).toContain('left out, is empty in every row: fax');
  });

  it('raises a warning for a column that is nearly the outcome', async () => {
    const noisy = withColumn('calls', ([outcome], index) =>
      String((outcome === 'repaid' ? 0 : 60) + ((index * 37) % 75)),
    );
    const { code, said } = await trainOn(folder, noisy);
    expect(said).toMatch(/column calls alone reaches an AUC of 0\.9\d\d/);
    expect(code).toBe(0);
  });

  it('is read with semicolons, quotes, a byte order mark and Windows line ends, less the rows without an outcome', async () => {
    const quoted = [header, ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(';')).join('\r\n');
    const { code, said } = await trainOn(folder, `\uFEFF${quoted}\r\n;1;2;rent;0;1;red\r\n`);
    expect(said).toContain('1201 rows');
    expect(said).toContain('1 without an outcome left out');
    expect(code).toBe(0);
  });
});
