import type { Message, PartialMessage } from './message';
import { messageTypes } from './tables/messages';

/** What an answer repeats of the question; never the expiry or the private data, in which a CVV2 travels. */
const echoed = [2, 3, 4, 7, 11, 12, 13, 32, 33, 37, 41, 42, 49, 70, 90];

/**
 * The answer to a request or an advice: its answer's type, the question's own fields where the answer may carry them, and
 * `fields`, which win over an echo (an amount that was approved in part).
 *
 * @returns undefined when nothing answers a message of this type (an answer) or when it has no STAN to answer by
 */
export function answerTo(
  question: PartialMessage,
  fields: Readonly<Record<number, string>>,
): Message | undefined {
  const answerMti = messageTypes.get(question.mti ?? '')?.answeredBy;
  const answerType = messageTypes.get(answerMti ?? '');
  if (answerType === undefined || question.fields[11] === undefined) return undefined;
  const kept: Record<number, string> = {};
  for (const number of echoed) {
    const value = question.fields[number];
    if (value !== undefined && answerType.fields.has(number)) kept[number] = value;
  }
  return { mti: answerType.mti, fields: { ...kept, ...fields } };
}
