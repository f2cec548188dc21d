import { randomUUID } from 'node:crypto';
import { setImmediate as turn, setTimeout as until } from 'node:timers/promises';
import type { MintedCard } from '../client/scene';
import { keyNow } from '../network/new-message';
import type { Said, Transport } from '../network/said';
import { Unanswered } from '../network/unanswered';
import { deviationOf } from './expected';
import type { Plan, PlannedMessage } from './flow';
import { saidIn } from './said-in';
import { isMeant, type LoadResult, Tally } from './tally';

/** Beyond, a message is not sent: whoever leaves so many unanswered would leave this one too. */
const mostInFlight = 1_000;

/** How far a flow is whose messages were all answered as they had to be. */
interface Reached {
  /** Undefined until it is approved. */
  readonly purchase?: Said;
  /** Its answer was lost on the way, and the network took it back. */
  readonly takenBack?: true;
}

/**
 * Sends the messages of a plan when they are meant to be sent, however slow the answers are: latency counts from that moment, so
 * that a stalled system cannot hide its stall. A message about a purchase waits for the answer to what its flow said before.
 *
 * @param cards one for each flow of the plan
 */
export async function runLoad(
  transport: Transport,
  plan: Plan,
  cards: readonly MintedCard[],
  tally = new Tally(),
): Promise<LoadResult> {
  const terminalId = randomUUID().slice(0, 8).toUpperCase();
  const reached = new Map<number, Promise<Reached | undefined>>();
  const inFlight = new Set<Promise<unknown>>();
  const startedMs = performance.now();

  /** Undefined: nothing can follow. Never rejects. */
  const send = async (
    { flow: nth, place, dueMs }: PlannedMessage,
    stan: string,
  ): Promise<Reached | undefined> => {
    const [flow, card] = [plan.flows[nth], cards[nth]];
    const message = flow?.messages[place];
    if (flow === undefined || message === undefined || card === undefined) throw new Error('no such message');
    const what = `${flow.name}, ${message.kind}`;
    tally.send();
    try {
      if (inFlight.size >= mostInFlight) throw new Unanswered('too many in flight');
      const before = place === 0 ? {} : await reached.get(nth);
      if (before === undefined) throw new Unanswered('what it follows did not come about');
      if (before.takenBack) throw new Unanswered('what it follows was taken back');
      const said = saidIn(flow, message, card, keyNow(terminalId, stan), before.purchase);
      const answer = await transport.send(said);
      const deviation = deviationOf(answer, message, transport.scheme);
      tally.answer(answer, performance.now() - startedMs - dueMs, deviation && `${what}: ${deviation}`);
      if (deviation !== undefined) return undefined;
      const { authorizationId: originalId } = answer;
      const isPurchase = said.original === undefined && message.expect === 'approved';
      return isPurchase ? { purchase: { ...said, ...(originalId && { originalId }) } } : before;
    } catch (error) {
      const why = tally.fail(what, error, performance.now() - startedMs - dueMs);
      return isMeant(why) ? { takenBack: true } : undefined;
    }
  };

  for (const [index, planned] of plan.messages.entries()) {
    const earlyMs = startedMs + planned.dueMs - performance.now();
    // Answers are read between messages that are late, too.
    await (earlyMs > 0 ? until(earlyMs) : turn());
    const sending = send(planned, String(index + 1).padStart(6, '0'));
    reached.set(planned.flow, sending);
    inFlight.add(sending);
    void sending.then(() => inFlight.delete(sending));
  }
  await Promise.all(inFlight);
  return tally.result();
}
