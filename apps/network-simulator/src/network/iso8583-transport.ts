import type { Scheme } from '@mayfly/contracts';
import { dump, type Message, parsePrivateData, Refusal } from '@mayfly/iso8583';
import { messageOf } from './iso8583-message';
import type { Line } from './line';
import type { Answer, Said, Transport } from './said';
import { Unanswered } from './unanswered';

/** ISO 8583 over a line. */
export class Iso8583Transport implements Transport {
  readonly name = 'iso8583';

  constructor(
    private readonly line: Line,
    readonly scheme: Scheme,
  ) {}

  async send(said: Said): Promise<Answer> {
    const message = messageOf(said);
    const startedMs = performance.now();
    try {
      const answer = await this.line.say(message);
      return answerOf(message, answer, performance.now() - startedMs);
    } catch (error) {
      if (error instanceof Refusal)
        throw new Unanswered('it cannot be said', `it cannot be said: ${error.message}\n${dump(error)}`);
      if (error instanceof Unanswered) throw new Unanswered(error.why, `${error.message}\n${dump(message)}`);
      throw error;
    }
  }

  cutOff(said: Said): Promise<void> {
    return this.line.cutOff(messageOf(said));
  }

  close(): Promise<void> {
    return this.line.close();
  }
}

function answerOf(message: Message, answer: Message, tookMs: number): Answer {
  const { 4: amount, 38: approvalCode, 39: de39 = '', 48: privateData = '' } = answer.fields;
  const adviceCode = parsePrivateData(privateData)?.['84'];
  const approvedMinor = Number(amount ?? message.fields[4]);
  return {
    de39,
    tookMs,
    dump: `${dump(message)}\n${dump(answer)}`,
    ...(approvalCode !== undefined && { approvalCode }),
    ...(adviceCode !== undefined && { merchantAdviceCode: adviceCode }),
    ...(approvedMinor !== Number(message.fields[4]) && { approvedMinor }),
  };
}
