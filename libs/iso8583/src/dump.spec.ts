import { exampleMessages, exampleOf } from '../spec/example-messages';
import { dump, maskNumber } from './index';

describe('a dump', () => {
  test('has a line for each field, with name and value', () => {
    expect(dump(exampleOf('0100'))).toMatchInlineSnapshot(`
     "0100 authorization request
       2 primary account number                     99990000****5670
       3 processing code                            000000       purchase
       4 amount, transaction                        000000004200 42.00 EUR
       7 transmission date and time                 1127014500   27 November, 01:45:00 UTC
      11 systems trace audit number                 000123
      12 time, local transaction                    024500       02:45:00
      13 date, local transaction                    1127         27 November
      14 date, expiration                           2711         until the end of November 2027
      18 merchant's type                            5942
      19 acquiring institution country code         276
      22 point of service entry mode                812          online shop
      25 point of service condition code            59           online
      32 acquiring institution identification code  12345
      33 forwarding institution identification code 98765432101
      37 retrieval reference number                 633101000123
      41 card acceptor terminal identification      TERM0001
      42 card acceptor identification code          NORDICBOOKS
      43 card acceptor name and location            Nordic Books & Co. #1    Kiel         DE
      48 additional data, private                   61 partial approval=1, 63 network transaction id=MCC123456092700, 92 CVV2=***
      49 currency code, transaction                 978          EUR"
    `);
  });

  test('of no message shows a card number or a CVV2', () => {
    for (const message of exampleMessages) {
      expect(dump(message)).not.toContain('9999000012345670');
      expect(dump(message)).not.toMatch(/CVV2=\d/);
    }
  });

  test('masks a number that stands where it does not belong', () => {
    const base = exampleOf('0100');
    const misplaced = { ...base, fields: { ...base.fields, 43: 'CARD 9999000012345670'.padEnd(40) } };
    expect(dump(misplaced)).toContain('CARD 99990000****5670');
    expect(dump(misplaced)).not.toContain('9999000012345670');
  });

  test.each([
    ['9999000012345670', '99990000****5670'],
    ['9999000012345670123', '99990000*******0123'],
    ['999900001234567', '999900*****4567'],
    ['9999000012345', '*********2345'],
    ['999900001234', '********1234'],
    ['123', '***'],
  ])('shows of %s only %s', (number, masked) => expect(maskNumber(number)).toBe(masked));
});
