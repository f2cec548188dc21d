import { answerOf, reasonCodes, reasonOf, type ReasonClass, type Scheme } from '@mayfly/contracts';
import type { Answer } from '../network/said';
import type { FlowMessage } from './flow';

/** Whose verdict an assessment is, and no failure of anybody. */
const verdicts = new Set<ReasonClass | null>(['credit', 'fraud', 'policy']);

/** What is wrong with an answer, in words; undefined when it is as it has to be. */
export function deviationOf(
  { de39 }: Pick<Answer, 'de39'>,
  { expect }: FlowMessage,
  scheme: Scheme,
): string | undefined {
  const expected = codesFor(expect, scheme);
  return expected.includes(de39)
    ? undefined
    : `DE39 is ${de39}, not ${[...new Set(expected)].sort().join(' or ')}`;
}

function codesFor(expect: FlowMessage['expect'], scheme: Scheme): readonly string[] {
  if (expect === 'acknowledged') return ['00'];
  if (expect !== 'decided') return [answerOf(expect, scheme).de39];
  const decided = reasonCodes.filter((code) => code === 'approved' || verdicts.has(reasonOf(code).class));
  return decided.map((code) => answerOf(code, scheme).de39);
}
