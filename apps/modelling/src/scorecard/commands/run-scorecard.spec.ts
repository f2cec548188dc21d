import { readFileSync } from 'node:fs';
import { readScorecard } from '@mayfly/scorecard';
import { csvOf, drawApplicants, header, temporaryFolder } from '../../../spec/applicants';
import { run, trainOn } from '../../../spec/commands';

const folder = temporaryFolder();
afterAll(() => folder.remove());
const rows = drawApplicants(1200, 7).map(({ cells }) => cells);

describe('the commands', () => {
  it.each([
    [['train'], '--data is missing'],
    [
      ['train', '--data', 'a.csv', '--target', 'x', '--bad', '1', '--out', 'y', '--folds', '1'],
      '--folds: a whole number from 2 to 50, not 1',
    ],
    [
      ['train', '--data', 'a.csv', '--target', 'x', '--bad', '1', '--out', 'y', '--monotone', 'a:up'],
      '--monotone: COLUMN:asc or COLUMN:desc, not a:up',
    ],
    [
      ['train', '--data', 'a.csv', '--target', 'x', '--bad', '1', '--out', 'y', '--ratio', 'a'],
      '--ratio: NAME=COLUMN/COLUMN',
    ],
    [['score', '--speed', '9'], "Unknown option '--speed'"],
    [['fit'], 'scorecard: train, score or report, not fit'],
  ])('name what is wrong with their options: %j', async (args, problem) => {
    await expect(run(...args)).rejects.toThrow(problem);
  });

  it('say which file is not there, with exit code 2', async () => {
    const { code, said } = await run('score', '--model', '/no/such/file', '--data', 'a.csv', '--out', 'b');
    expect(said).toContain('no such file');
    expect(code).toBe(2);
  });

  it('refuse a file that is no scorecard, with exit code 4', async () => {
    const model = folder.write('broken.json', '{"format": "mayfly.scorecard.v1"}');
    const { code, said } = await run(
      'score',
      '--model',
      model,
      '--data',
      model,
      '--out',
      folder.path('out.csv'),
    );
    expect(said).toContain('not a scorecard');
    expect(code).toBe(4);
  });
});

describe('score', () => {
  it('copies every row in order and adds probability, score, points that add up, and reasons', async () => {
    await trainOn(folder, csvOf(header, rows));
    const [model, out] = [folder.path('model.json'), folder.path('scored.csv')];
    const awkward = [
      ...rows.slice(0, 300),
      ['repaid', '2000', '5', '"a ""big"" house, ours"', '0', '.5', 'red'],
    ];
    const data = folder.write('fresh.csv', csvOf(header, awkward));
    expect((await run('score', '--model', model, '--data', data, '--out', out)).code).toBe(0);

    const [names = '', ...lines] = readFileSync(out, 'utf8').trimEnd().split('\n');
    const { characteristics } = readScorecard(readFileSync(model, 'utf8'));
    const points = characteristics.map(({ name }) => `points_${name}`);
    expect(names.split(',')).toEqual([...header, 'probability', 'score', ...points, 'reasons']);
    expect(lines).toHaveLength(awkward.length);
    for (const [index, line] of lines.entries()) {
      const own = awkward[index]?.join(',') ?? '';
      expect(line.startsWith(`${own},`)).toBe(true);
      const [probability, score, ...rest] = line.slice(own.length + 1).split(',');
      const shown = rest.slice(0, points.length).map(Number);
      expect(shown.reduce((sum, value) => sum + value, 0)).toBe(Number(score));
      const odds = 50 * 2 ** ((Number(score) - 600) / 20);
      expect(Number(probability)).toBeCloseTo(1 / (1 + odds), 5);
      const reasons = (rest[points.length] ?? '').split('; ').filter((name) => name !== '');
      expect(reasons.length).toBeLessThanOrEqual(4);
      for (const reason of reasons) expect(points).toContain(`points_${reason}`);
    }
  });

  it('says which columns are missing or taken, with exit code 3, and leaves no half file', async () => {
    await trainOn(folder, csvOf(header, rows));
    const data = folder.write('other.csv', csvOf(['score', 'income'], [['1', '2']]));
    const out = folder.path('never.csv');
    const { code, said } = await run(
      'score',
      '--model',
      folder.path('model.json'),
      '--data',
      data,
      '--out',
      out,
    );
    expect(said).toContain('there is no column years, which the scorecard reads');
    expect(said).toContain('there is a column score already');
    expect(code).toBe(3);
    expect(() => readFileSync(out)).toThrow('ENOENT');
  });
});
