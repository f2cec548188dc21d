import { findLuhnNumbers } from '@mayfly/card-number';
import { createProcessLog, type Log } from './process-log';

const cardNumber = '9999000000000086';

function logged(write: (log: Log) => void): string {
  const lines: string[] = [];
  const options = { app: 'a-service', level: 'info', secrets: ['apiKey', 'body'] };
  write(createProcessLog(options, { write: (line) => void lines.push(line) }));
  return lines.join('');
}

describe('the log of a process', () => {
  it('names the service in every line', () => {
    const line = logged((log) => {
      log.info('a line');
    });
    expect(JSON.parse(line)).toMatchObject({ app: 'a-service', msg: 'a line' });
  });

  it('keeps secrets out wherever they turn up', () => {
    const line = logged((log) => {
      log.info({ apiKey: 'of a network', request: { body: { cardNumber } } }, 'a call');
    });
    expect(line).not.toContain('of a network');
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
