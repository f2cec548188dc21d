import { readOptions } from '@mayfly/command-line';
import { sinceOption } from './since';

const nowMs = Date.parse('2026-11-22T12:00:00.000Z');
const since = (text: string): Date | undefined =>
  readOptions([`--since=${text}`], { since: sinceOption(nowMs, undefined) }).since;

describe('the time since which decisions are run again', () => {
  it.each([
    ['30m', '2026-11-22T11:30:00.000Z'],
    ['24h', '2026-11-21T12:00:00.000Z'],
    ['7d', '2026-11-15T12:00:00.000Z'],
    ['2026-11-01', '2026-11-01T00:00:00.000Z'],
    ['2026-11-01T08:30:00Z', '2026-11-01T08:30:00.000Z'],
    ['2026-11-01T08:30:00.125+02:00', '2026-11-01T06:30:00.125Z'],
  ])('%s is %s', (text, instant) => {
    expect(since(text)?.toISOString()).toBe(instant);
  });

  it.each(['', 'h', '1.5h', '10', '10s', 'yesterday', '2026-11-01T08:30', '2026-13-01', '22.11.2026'])(
    '%p is none',
    (text) => {
      expect(() => since(text)).toThrow('--since: an instant such as');
    },
  );
});
