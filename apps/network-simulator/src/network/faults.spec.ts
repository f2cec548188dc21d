import { readOptions } from '@mayfly/command-line';
import { Random } from '@mayfly/fraud-world';
import { drawFault, faultKinds, faultsOption, harmlessFaults } from './faults';

const read = (given: string, kinds = faultKinds as readonly (typeof faultKinds)[number][]): unknown =>
  readOptions(['--faults', given], { faults: faultsOption(kinds) }).faults;

describe('the faults of a run', () => {
  it('are shares by kind', () => {
    expect(read('duplicate=.05,cut=.01')).toEqual({ duplicate: 0.05, cut: 0.01 });
  });

  it.each([
    'duplicate',
    'duplicate=',
    'duplicates=.1',
    'cut=-1',
    'cut=.6,delay=.5',
    'cut=.1,cut=.1',
    'cut=x',
  ])('are not %s', (given) => {
    expect(() => read(given)).toThrow(/^--faults: shares like .*, not /);
  });

  it('take no purchase back where each has to end as without faults', () => {
    expect(() => read('late-reversal=.1', harmlessFaults)).toThrow('--faults: shares like ');
  });

  it('strike as often as their shares say, and of two never both', () => {
    const numbers = new Random(1, 'faults');
    const drawn = Array.from({ length: 10_000 }, () => drawFault({ duplicate: 0.2, cut: 0.05 }, numbers));
    const share = (kind: string | undefined): number =>
      drawn.filter((one) => one === kind).length / drawn.length;
    expect(share('duplicate')).toBeCloseTo(0.2, 1);
    expect(share('cut')).toBeCloseTo(0.05, 1);
    expect(share(undefined)).toBeCloseTo(0.75, 1);
  });
});
