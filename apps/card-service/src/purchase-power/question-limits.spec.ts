import { mostCustomersRemembered, mostQuestionsAMinute, QuestionLimits } from './question-limits';

const [anna, ben] = ['anna', 'ben'];

describe('questions on the purchase power of one customer', () => {
  let limits: QuestionLimits;
  let nowMs = 0;

  beforeEach(() => {
    limits = new QuestionLimits({ nowMs: () => nowMs });
  });

  const askOnce = (customerId: string) => {
    limits.enter(customerId)();
  };
  const tooOften = (retryAfterSeconds: string) =>
    expect.objectContaining({
      status: 429,
      code: 'purchase_power_asked_too_often',
      headers: { 'retry-after': retryAfterSeconds },
    }) as Error;

  it('are open one at a time, whoever asks; those on others are not affected', () => {
    const leave = limits.enter(anna);
    expect(() => limits.enter(anna)).toThrow(tooOften('1'));
    askOnce(ben);
    leave();
    askOnce(anna);
  });

  it('are so many in a minute, and the answer says when there is room again', () => {
    for (let asked = 0; asked < mostQuestionsAMinute; asked += 1) {
      askOnce(anna);
      nowMs += 1_000;
    }
    expect(() => limits.enter(anna)).toThrow(tooOften(String(60 - mostQuestionsAMinute)));
    askOnce(ben);
    nowMs += (60 - mostQuestionsAMinute) * 1_000;
    askOnce(anna);
    expect(() => limits.enter(anna)).toThrow(tooOften('1'));
  });

  it('that were turned away do not count', () => {
    const leave = limits.enter(anna);
    for (let refused = 0; refused < 100; refused += 1) expect(() => limits.enter(anna)).toThrow();
    leave();
    askOnce(anna);
  });

  it('are remembered of a bounded number of customers, those who asked last', () => {
    for (let asked = 0; asked < mostQuestionsAMinute; asked += 1) {
      askOnce(anna);
      askOnce(ben);
    }
    for (let other = 0; other < mostCustomersRemembered - 1; other += 1) askOnce(`other ${other}`);
    expect(() => limits.enter(ben)).toThrow(tooOften('60'));
    askOnce(anna);
  });
});
