import { styleText } from 'node:util';
import { wrongValue } from '@mayfly/command-line';
import { Scene } from '../client/scene';
import { approvedOnce, purchasePowerRunsOut, repeatedMessage, zeroAmountVerification } from './approvals';
import { approvedAfterVerification, declinedByTheScore, purchasePowerTold } from './assessments';
import { clearingAndRepayment, fullReversal, reversalOfALostAnswer } from './after-approval';
import { forgedSignature } from './bad-messages';
import {
  cancelledCard,
  limitsOfTheCard,
  threeMismatchesBlock,
  unknownNumber,
  wrongExpiry,
} from './card-rules';
import {
  agentSeesNoBureauReason,
  checkoutTellsWhatToDo,
  declinedAtTheGate,
  declinedForCredit,
  declinedForFraud,
} from './declines';
import { fraudReported } from './fraud-reported';
import { linksOf } from '../network/links';
import { approvedOverALine } from './over-a-line';
import { NotTold, type Step, type Story, Telling } from './story';

/** Every story, in the order in which a newcomer learns most. */
export const stories: readonly Story[] = [
  approvedOnce,
  approvedOverALine,
  declinedForCredit,
  declinedByTheScore,
  approvedAfterVerification,
  purchasePowerTold,
  declinedForFraud,
  fraudReported,
  declinedAtTheGate,
  fullReversal,
  reversalOfALostAnswer,
  clearingAndRepayment,
  zeroAmountVerification,
  threeMismatchesBlock,
  wrongExpiry,
  limitsOfTheCard,
  cancelledCard,
  unknownNumber,
  repeatedMessage,
  purchasePowerRunsOut,
  checkoutTellsWhatToDo,
  agentSeesNoBureauReason,
  forgedSignature,
];

/**
 * Tells the named stories (all when none is named) on a running system and prints each. MAYFLY_ISO8583_LINKS of the
 * environment names the system's lines; without it the story that needs one is left out, and says so.
 *
 * @returns how many did not end as they should
 * @throws WrongOption for a name that no story has
 */
export async function tellStories(
  system: { url: string; operatorKey: string },
  names: readonly string[],
  print: (line: string) => void,
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const unknown = names.filter((name) => !stories.some((story) => story.name === name));
  if (unknown.length > 0) throw wrongValue('NAME', 'one of those that list names', unknown.join(', '));
  const scene = await Scene.open(system.url, system.operatorKey);
  const links = linksOf(env);
  let broken = 0;
  for (const story of stories.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const telling = new Telling();
    const failure = await story.play(scene, telling, links).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
    if (failure instanceof NotTold) {
      print(`- ${story.name} is not told: ${failure.message}`);
      continue;
    }
    if (failure !== undefined) broken += 1;
    printStory(story, telling.steps, failure, print);
  }
  return broken;
}

function printStory(
  story: Story,
  steps: readonly Step[],
  failure: Error | undefined,
  print: (line: string) => void,
): void {
  const mark = failure === undefined ? styleText('green', '✓') : styleText('red', '✗');
  print(`${mark} ${styleText('bold', story.title)}  ${styleText('dim', story.name)}`);
  for (const { who, did, outcome, tookMs, read } of steps) {
    const took = styleText('dim', `${tookMs.toFixed(0)} ms`.padStart(8));
    print(`    ${who.padEnd(8)} ${did.padEnd(52)} ${outcome.padEnd(24)} ${took}`);
    for (const line of read) print(`             ${styleText('italic', line)}`);
  }
  if (failure !== undefined) print(`    ${styleText('red', failure.message)}`);
}
