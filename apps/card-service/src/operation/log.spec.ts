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
});
