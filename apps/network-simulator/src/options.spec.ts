import { flag, noNames, oneOf, positive, readOptions, WrongArgument, whole } from './options';

const options = {
  rate: positive(20),
  seed: whole(undefined),
  transport: oneOf(['http', 'iso8583', 'both'], 'http'),
  list: flag,
};
const wrong = (...args: string[]): string => {
  try {
    readOptions(args, options);
  } catch (error) {
    if (error instanceof WrongArgument) return error.message;
    throw error;
  }
  return 'taken';
};

describe('the options of a command', () => {
  it('have their values, and names stand beside them', () => {
    expect(readOptions(['one', '--rate', '2.5', '--list', 'two', '--transport=both'], options)).toEqual({
      values: { rate: 2.5, seed: undefined, transport: 'both', list: true },
      names: ['one', 'two'],
    });
  });

  it.each([
    [['--rats', '5'], 'There is no option --rats.'],
    [['-r', '5'], 'There is no option -r.'],
    [['--toString'], 'There is no option --toString.'],
    [['--rate'], '--rate has to be a number above 0, and at most 10000000.'],
    [['--rate', 'fast'], '--rate has to be a number above 0, and at most 10000000, not fast.'],
    [['--rate', '-5'], '--rate has to be a number above 0, and at most 10000000, not -5.'],
    [['--rate='], '--rate has to be a number above 0, and at most 10000000, not .'],
    [['--seed', '1.5'], '--seed has to be a whole number, 0 or more, not 1.5.'],
    [['--transport', 'tcp'], '--transport has to be http, iso8583 or both, not tcp.'],
    [['--list=yes'], '--list stands alone, without yes.'],
  ])('%j is answered by a sentence that names the option and what it has to be', (args, sentence) => {
    expect(wrong(...args)).toBe(sentence);
  });

  it('are all that some commands take', () => {
    expect(() => {
      noNames(['quickly']);
    }).toThrow('It takes options only, and no quickly.');
  });
});
