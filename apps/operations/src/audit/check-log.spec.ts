import { checkLog, type Written } from './check-log';
import type { EventLog } from './read-log';

const requested = 'authorization.requested.v1';
const decided = 'authorization.decided.v1';
const shadowed = 'assessment.shadowed.v1';
const nothing: Written = { events: [], decisionIds: [], verdictIds: [] };

function log(ids: Record<string, string[]>, rest: Partial<EventLog> = {}): EventLog {
  const idsByTopic = new Map(Object.entries(ids).map(([topic, members]) => [topic, new Set(members)]));
  return { idsByTopic, cardVersions: new Map(), cardNumbers: [], ...rest };
}

function broken(findings: ReturnType<typeof checkLog>): Record<string, readonly string[]> {
  return Object.fromEntries(
    findings.filter((f) => f.violations.length > 0).map((f) => [f.invariant, f.violations]),
  );
}

describe('audit of the log', () => {
  it('finds nothing when Kafka and the databases agree', () => {
    const written: Written = {
      events: [{ id: 'a', type: requested, published: true }],
      decisionIds: ['d'],
      verdictIds: ['v'],
    };
    const agreeing = log({ [requested]: ['a'], [decided]: ['d'], [shadowed]: ['v'] });
    expect(broken(checkLog(agreeing, written, written))).toEqual({});
  });

  it('names an event that never reached Kafka, and a decision that did not', () => {
    const written: Written = {
      events: [{ id: 'a', type: requested, published: false }],
      decisionIds: ['d'],
      verdictIds: [],
    };
    expect(broken(checkLog(log({}), written, written))).toEqual({
      '7 every event is in Kafka': [
        `event a is not in ${requested}, and unpublished`,
        `decision d is not in ${decided}`,
      ],
    });
  });

  it('lets compaction remove older profiles', () => {
    const written: Written = {
      events: [{ id: 'p', type: 'customer.profile.v1', published: true }],
      decisionIds: [],
      verdictIds: [],
    };
    expect(broken(checkLog(log({}), written, written))).toEqual({});
  });

  it('names an event that no committed transaction wrote', () => {
    expect(broken(checkLog(log({ [requested]: ['ghost'] }), nothing, nothing))).toEqual({
      '7 no event without its transaction': [`event ghost is in ${requested} and in no table`],
    });
  });

  it('asks for no transaction behind an answer of the moment', () => {
    const answers = log({ 'purchase-power.assessed.v1': ['q'] });
    expect(broken(checkLog(answers, nothing, nothing))).toEqual({});
  });

  it('names a verdict of a candidate that is in no table', () => {
    expect(broken(checkLog(log({ [shadowed]: ['v'] }), nothing, nothing))).toEqual({
      '7 no event without its transaction': [`event v is in ${shadowed} and in no table`],
    });
  });

  it('names a card whose versions skip or go back', () => {
    const versions = new Map([
      ['c1', [1, 2, 3]],
      ['c2', [1, 3]],
    ]);
    expect(broken(checkLog(log({}, { cardVersions: versions }), nothing, nothing))).toEqual({
      '9 card versions grow by one': ['card c2 went through versions 1, 3'],
    });
  });
});
