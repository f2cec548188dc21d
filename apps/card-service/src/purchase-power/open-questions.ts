import { Injectable } from '@nestjs/common';
import type { PurchasePowerAssessed } from '@mayfly/contracts';
import { assessmentUnavailable } from './assessment-unavailable';

/** The most questions that one instance holds open at once. */
export const mostOpenQuestions = 1_000;

interface OpenQuestion {
  readonly answer: (assessed: PurchasePowerAssessed | undefined) => void;
  readonly deadline: NodeJS.Timeout;
}

/** The questions that callers of this instance wait on. */
@Injectable()
export class OpenQuestions {
  readonly #open = new Map<string, OpenQuestion>();

  /**
   * Opens a question, before it is written: the answer may come as soon as it is committed. Resolves with the answer, or with
   * undefined at the deadline. `close` it in any case.
   *
   * @throws Problem 503 assessment_unavailable when too many are open
   */
  open(questionId: string, deadlineMs: number): Promise<PurchasePowerAssessed | undefined> {
    if (this.#open.size >= mostOpenQuestions) throw assessmentUnavailable('Too many questions wait.');
    return new Promise((answer) => {
      const deadline = setTimeout(() => {
        answer(undefined);
      }, deadlineMs);
      this.#open.set(questionId, { answer, deadline });
    });
  }

  close(questionId: string): void {
    clearTimeout(this.#open.get(questionId)?.deadline);
    this.#open.delete(questionId);
  }

  /** Answers those that wait here; returns what nobody here waits for. */
  tell(assessed: readonly PurchasePowerAssessed[]): PurchasePowerAssessed[] {
    return assessed.filter((one) => {
      const question = this.#open.get(one.questionId);
      question?.answer(one);
      return question === undefined;
    });
  }
}
