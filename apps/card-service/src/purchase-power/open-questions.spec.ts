import { answerTo } from '../../spec/purchase-power-answers';
import { systemIds } from '../providers';
import { mostOpenQuestions, OpenQuestions } from './open-questions';

const deadlineMs = 60_000;

function question() {
  return { questionId: systemIds.uuid(), customerId: systemIds.uuid() };
}

describe('open questions', () => {
  it('are answered once, each with its own answer; what nobody here asked is handed back', async () => {
    const questions = new OpenQuestions();
    const [one, other, elsewhere] = [question(), question(), question()];
    const answers = [
      questions.open(one.questionId, deadlineMs),
      questions.open(other.questionId, deadlineMs),
    ];
    const fromElsewhere = answerTo(elsewhere);
    const told = [answerTo(other, { amountMinor: 2 }), fromElsewhere, answerTo(one, { amountMinor: 1 })];
    expect(questions.tell(told)).toEqual([fromElsewhere]);
    questions.tell([answerTo(one, { amountMinor: 3 })]);
    expect((await Promise.all(answers)).map((answer) => answer?.amountMinor)).toEqual([1, 2]);
    for (const { questionId } of [one, other]) questions.close(questionId);
    const late = answerTo(one);
    expect(questions.tell([late])).toEqual([late]);
  });

  it('end without an answer at the deadline', async () => {
    const questions = new OpenQuestions();
    const { questionId } = question();
    expect(await questions.open(questionId, 1)).toBeUndefined();
    questions.close(questionId);
  });

  it('are so many at once and no more: one more is turned away until another has ended', () => {
    const questions = new OpenQuestions();
    const open = Array.from({ length: mostOpenQuestions }, () => systemIds.uuid());
    for (const id of open) void questions.open(id, deadlineMs);
    const one = systemIds.uuid();
    expect(() => questions.open(one, deadlineMs)).toThrow(
      expect.objectContaining({ status: 503, code: 'assessment_unavailable' }) as Error,
    );
    for (const id of open.splice(0, 1)) questions.close(id);
    void questions.open(one, deadlineMs);
    for (const id of [...open, one]) questions.close(id);
  });
});
