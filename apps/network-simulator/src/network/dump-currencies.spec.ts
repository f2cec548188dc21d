import { dump } from '@mayfly/iso8583';
import { currencies } from '@mayfly/money';

describe('a dump of a message of ours', () => {
  test.each(Object.entries(currencies))(
    'reads an amount in %s as money',
    (letters, { numeric, exponent }) => {
      const [, amount = '', currency = ''] = dump({
        mti: '0100',
        fields: { 4: '000000004990', 49: numeric },
      }).split('\n');
      expect(amount).toContain(` ${(4_990 / 10 ** exponent).toFixed(exponent)} ${letters}`);
      expect(currency).toContain(letters);
    },
  );
});
