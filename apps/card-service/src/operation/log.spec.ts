import { findLuhnNumbers } from '@mayfly/card-number';
import { createLog } from './log';

const cardNumber = '9999000000000086';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('info', { write: (line) => void lines.push(line) }));
  return lines.join('');
}

describe('the log', () => {
  it('keeps secrets out wherever they turn up', () => {
    const secret = 'of a network';
    const line = logged((log) => {
      log.info(
        { apiKey: secret, request: { body: { cardNumber }, headers: { authorization: secret } } },
        'a call',
      );
    });
    expect(line).not.toContain(secret);
    expect(line).not.toContain(cardNumber);
    expect(line).toContain('[redacted]');
  });

  it('takes long runs of digits out of the text of errors, and leaves out the rest of an error', () => {
    const error = Object.assign(new Error(`no card ${cardNumber}`), {
      code: '23505',
      detail: `Key (number)=(${cardNumber}) exists`,
    });
    const line = logged((log) => {
      log.error({ err: error }, 'failed');
    });
    expect(line).toContain('23505');
    expect(line).toContain('no card [digits]');
    expect(line).not.toContain(cardNumber);
  });

  it('has no times that pass for a card number', () => {
    jest.useFakeTimers({ now: 1_772_357_400_002 });
    try {
      const line = logged((log) => {
        log.info('a line');
      });
      expect(line).toContain('2026-03-01T09:30:00.002Z');
      expect(findLuhnNumbers(line)).toEqual([]);
    } finally {
      jest.useRealTimers();
    }
  });
});
