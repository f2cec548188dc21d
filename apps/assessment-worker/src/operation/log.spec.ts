import { goodCustomer } from '../../../../test/assessment/purchases';
import { createLog } from './log';

function written(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('info', { write: (line) => void lines.push(line) }));
  return lines.join('');
}

describe('the log', () => {
  it('holds nothing of a profile, also inside an event', () => {
    const line = written((log) => {
      log.info({ profile: goodCustomer, received: { data: goodCustomer } }, 'received');
    });
    expect(line).toContain('received');
    expect(line).not.toContain(goodCustomer.identity.birthDate);
    expect(line).not.toContain('monthlyNetMinor');
  });
});
