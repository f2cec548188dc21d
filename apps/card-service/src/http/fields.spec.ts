import { completeLuhn } from '@mayfly/card-number';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { NoCardNumber } from './fields';

class Reference {
  @NoCardNumber()
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const isTaken = (text: string): boolean => validateSync(new Reference(text)).length === 0;
const number = completeLuhn('999900001234567');

describe('text that may hold no card number', () => {
  it.each([number, `paid with ${number}`, number.replace(/(\d{4})(?=\d)/g, '$1-'), `${number} 8fa1`])(
    'is refused as %s',
    (text) => {
      expect(isTaken(text)).toBe(false);
    },
  );

  it('may be any UUID, also one whose digits pass for a number, with words around it', () => {
    // 1234-4678-8999-5550 would pass for a card number.
    expect(isTaken('SCENARIO-ab345678-1234-4678-8999-555012345678')).toBe(true);
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        fc.pre(/[a-f]/.test(id));
        return isTaken(`PAYMENT-${id}`);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is refused when the number stands beside a UUID, or is written like one', () => {
    expect(isTaken(`ab345678-1234-4678-8999-555012345678 ${number}`)).toBe(false);
    expect(
      isTaken(`${number.slice(0, 8)}-${number.slice(8, 12)}-${number.slice(12)}-0000-000000000000`),
    ).toBe(false);
  });
});
