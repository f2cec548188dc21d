import { burden, home, scorecardOf, seniority, worth } from '../spec/scorecards';
import { InvalidScorecard, readScorecard } from './read-scorecard';
import type { Characteristic, Scorecard } from './scorecard';

const scorecard = scorecardOf([seniority, home, burden]);

function problemsOf(content: unknown): readonly string[] {
  try {
    readScorecard(typeof content === 'string' ? content : JSON.stringify(content));
    return [];
  } catch (error) {
    if (error instanceof InvalidScorecard) return error.problems;
    throw error;
  }
}

const withCharacteristic = (changed: object): Scorecard =>
  scorecardOf([{ ...seniority, ...changed }, home, burden]);

describe('a scorecard file', () => {
  it('reads back as it was written', () => {
    expect(readScorecard(JSON.stringify(scorecard))).toEqual(scorecard);
  });

  it.each([
    ['no JSON', 'points: 5', 'not JSON'],
    ['another format', { ...scorecard, format: 'v2' }, '/format'],
    ['an unknown field', { ...scorecard, sex: 1 }, 'additional'],
    ['no characteristic', scorecardOf([]), '/characteristics'],
    ['a broken point', withCharacteristic({ missing: { ...worth(3), points: 3.5 } }), '/characteristics/0'],
    ['a negative coefficient', withCharacteristic({ coefficient: -0.1 }), '/characteristics/0/coefficient'],
    ['an unknown kind', withCharacteristic({ kind: 'date' }), 'kind'],
    ['two of a name', withCharacteristic({ name: 'Home' }), 'two characteristics are named Home'],
    [
      'classes that do not ascend',
      withCharacteristic({
        classes: [
          { ...worth(1), upTo: 3 },
          { ...worth(2), upTo: 3 },
          { ...worth(3), upTo: null },
        ],
      }),
      'Seniority do not ascend',
    ],
    [
      'classes with an end',
      withCharacteristic({ classes: [{ ...worth(1), upTo: 3 }] }),
      'only the last class',
    ],
    [
      'a special value twice',
      withCharacteristic({
        special: [
          { ...worth(1), value: '-1' },
          { ...worth(2), value: '-1' },
        ],
      }),
      'special value -1 twice',
    ],
    [
      'a category in two classes',
      scorecardOf([
        {
          ...home,
          classes: [...home.classes, { ...worth(1), values: ['rent'], rare: false }],
        } as Characteristic,
      ]),
      'rent in two classes',
    ],
    [
      'a reference without an average',
      { ...scorecard, references: [{ cutoff: 1, applicants: 30, averagePoints: { Home: 1, Burden: 2 } }] },
      'no average of Seniority',
    ],
    [
      'a scale that contradicts itself',
      { ...scorecard, scale: { ...scorecard.scale, factor: 30 } },
      'factor and offset',
    ],
  ])('is refused with %s', (_, content, problem) => {
    expect(problemsOf(content).join('\n')).toContain(problem);
  });

  it('says all that is wrong with it at once', () => {
    const twice = { ...scorecard, format: 'v2', cutoff: 'high' };
    expect(problemsOf(twice)).toHaveLength(2);
  });
});
