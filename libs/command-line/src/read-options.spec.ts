import { flag, many, matching, oneOf, required, text, whole, type Option } from './option';
import { readArguments, readOptions } from './read-options';
import { WrongOption } from './wrong-option';

const share: Option<number> = {
  be: 'a share',
  otherwise: 0.5,
  read: (given) => (Number(given) >= 0 && Number(given) <= 1 ? Number(given) : undefined),
};
const options = {
  share,
  seed: whole(0, 99),
  folds: whole(2, 50, 5),
  transport: oneOf(['http', 'iso8583', 'both'], 'http'),
  link: text('the name of a link'),
  topic: many(matching("a part of a topic's name", (part) => part !== 'none')),
  list: flag,
};
const wrong = (...args: string[]): string => {
  try {
    readOptions(args, options);
  } catch (error) {
    if (error instanceof WrongOption) return error.message;
    throw error;
  }
  return 'taken';
};

describe('the options of a command', () => {
  it('have their values, and names stand beside them', () => {
    const args = ['one', '--share', '.25', '--list', 'two', '--transport=both', '--topic', 'a', '--topic=b'];
    expect(readArguments(args, options)).toEqual({
      values: { share: 0.25, folds: 5, transport: 'both', topic: ['a', 'b'], list: true },
      names: ['one', 'two'],
    });
  });

  it('have what holds otherwise where they are not given', () => {
    expect(readOptions([], options)).toEqual({
      share: 0.5,
      seed: undefined,
      folds: 5,
      transport: 'http',
      link: undefined,
      topic: [],
      list: false,
    });
  });

  it('have values that may begin with a dash', () => {
    expect(readOptions(['--link', '-999'], options).link).toBe('-999');
  });

  it.each([
    [['--rats', '5'], "Unknown option '--rats'"],
    [['-r', '5'], "Unknown option '-r'"],
    [['--toString'], "Unknown option '--toString'"],
    [['quickly'], "Unexpected argument 'quickly'"],
    [['--share'], '--share: a share, not nothing'],
    [['--share', 'most'], '--share: a share, not most'],
    [['--share', '-5'], '--share: a share, not -5'],
    [['--link='], '--link: the name of a link, not nothing'],
    [['--link', '--list'], '--link: the name of a link, not nothing'],
    [['--seed', '1.5'], '--seed: a whole number from 0 to 99, not 1.5'],
    [['--folds', '1'], '--folds: a whole number from 2 to 50, not 1'],
    [['--folds', '51'], '--folds: a whole number from 2 to 50, not 51'],
    [['--transport', 'tcp'], '--transport: http, iso8583 or both, not tcp'],
    [['--topic', 'a', '--topic', 'none'], "--topic: a part of a topic's name, not none"],
    [['--list=yes'], "Option '--list' does not take an argument"],
  ])('%j is answered by a sentence that names the option and what it has to be', (args, sentence) => {
    expect(wrong(...args)).toBe(sentence);
  });

  it('are named when they are missing', () => {
    const table = { out: required(text('the file that is written')) };
    expect(readOptions(['--out', 'a.csv'], table)).toEqual({ out: 'a.csv' });
    expect(() => readOptions([], table)).toThrow(
      new WrongOption('--out is missing: the file that is written'),
    );
  });
});
