import { readOptions } from '@mayfly/command-line';
import { positive } from './options';

describe('a number of messages, seconds or guesses', () => {
  const read = (given: string): number => readOptions([`--rate=${given}`], { rate: positive(20) }).rate;

  it('may have a fraction', () => {
    expect(read('2.5')).toBe(2.5);
  });

  it.each(['fast', '-5', '0', '10000001', '', ' '])('is not %p', (given) => {
    expect(() => read(given)).toThrow('--rate: a number above 0 and at most 10000000, not ');
  });
});
