import { questionOf } from './question';

const nowMs = Date.parse('2026-11-22T12:00:00.000Z');
const id = '018f0000-0000-7000-8000-000000000001';

describe('the question that replay is asked', () => {
  it.each([
    [['--decision', id], { kind: 'one', id }],
    [['--since', '24h'], { kind: 'all', since: new Date('2026-11-21T12:00:00.000Z') }],
    [['--candidate', 'p.json'], { kind: 'candidate', file: 'p.json', since: new Date(0) }],
  ])('%j is one, and twenty decisions are listed', (args, question) => {
    expect(questionOf(args, nowMs)).toEqual({ question, limit: 20 });
  });

  it.each([
    [[], 'One of --decision, --since and --candidate is needed'],
    [['--decision', id, '--since', '24h'], '--decision stands alone'],
    [['--decision', '7'], '--decision: the id of a decision or of an authorization, not 7'],
  ])('%j is none', (args, sentence) => {
    expect(() => questionOf(args, nowMs)).toThrow(sentence);
  });
});
