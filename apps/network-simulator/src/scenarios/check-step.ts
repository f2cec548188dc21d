import { isDeepStrictEqual } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { answerOf } from '@mayfly/contracts';
import type { Answer } from '../network/said';
import type { Expected } from './scenario';
import type { Sent, Stage } from './stage';

/** What a step did, for those who look at what came of it. */
export interface Done {
  readonly sent?: Sent | undefined;
  readonly answer?: Answer | undefined;
  /** The purchase that the step was about. */
  readonly purchase?: Sent | undefined;
  /** The code of the API's refusal. */
  readonly problem?: string | undefined;
}

/** One thing that is not as expected. */
interface Difference {
  readonly name: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** What follows from a message may take a moment: events travel, sweepers come by. */
const withinMs = 8_000;
const everyMs = 40;

/** What differs from what was expected of a step, in sentences; what may still come is waited for. */
export async function differencesAfter(stage: Stage, expected: Expected, done: Done): Promise<string[]> {
  const told = differencesOf(expectedAnswer(expected, done, stage), actualAnswer(done));
  if (told.length > 0) return told.map(sentenceOf);
  const until = performance.now() + withinMs;
  for (;;) {
    const actual = await stateAfter(stage, expected, done);
    const differences = differencesOf(expectedState(expected), actual);
    if (differences.length === 0 || performance.now() > until) return differences.map(sentenceOf);
    await pause(everyMs);
  }
}

type Facts = Readonly<Record<string, unknown>>;

/** A reason says what the network reads, in the numbering of its scheme. */
function expectedAnswer(
  { de39, reason, approvedMinor, outcome, problem }: Expected,
  done: Done,
  stage: Stage,
): Facts {
  const refusal = reason && answerOf(reason, stage.transport.scheme);
  return {
    ...(done.answer && { de39: de39 ?? refusal?.de39 ?? done.answer.de39 }),
    ...(refusal?.merchantAdviceCode !== undefined && { merchantAdviceCode: refusal.merchantAdviceCode }),
    ...(approvedMinor !== undefined && { approvedMinor }),
    ...(outcome !== undefined && done.answer?.outcome !== undefined && { outcome }),
    ...(problem === undefined && done.problem === undefined ? {} : { problem }),
  };
}

function actualAnswer({ answer, problem }: Done): Facts {
  return { ...answer, problem };
}

/** What only the answer shows. */
const ofTheAnswer = new Set<string>(['de39', 'approvedMinor', 'outcome', 'problem']);

function expectedState({ receipts, flags, ...expected }: Expected): Facts {
  const state = Object.fromEntries(Object.entries(expected).filter(([name]) => !ofTheAnswer.has(name)));
  return {
    ...state,
    ...(receipts && { receipts: [...receipts].sort() }),
    ...(flags && { flags: [...flags].sort() }),
  };
}

/** Reads no more than is asked for. */
async function stateAfter(stage: Stage, expected: Expected, { sent, purchase }: Done): Promise<Facts> {
  const wants = (...names: (keyof Expected)[]): boolean => names.some((name) => expected[name] !== undefined);
  const facts: Record<string, unknown> = {};
  if (wants('authorization', 'hold', 'receipts', 'flags', 'unapplied') && purchase !== undefined) {
    Object.assign(facts, await authorizationFacts(stage, await idOf(stage, purchase)));
  }
  if (wants('reason', 'forced') && sent !== undefined) {
    const id = await idOf(stage, sent);
    if (id === undefined) facts['reason'] = expected.reason;
    else {
      const { authorization, reasons } = await authorizationFacts(stage, id);
      const { reason } = expected;
      // What was approved or verified by the usual way needs no reason of its own.
      const given = [...(reasons as string[]), authorization];
      facts['reason'] = reason !== undefined && given.includes(reason) ? reason : reasons;
      facts['forced'] = authorization;
    }
  }
  if (wants('card')) {
    const { body } = await stage.scene.operator.get(`/v1/cards/${stage.card.cardId}`);
    facts['card'] = body['state'];
  }
  const balances = ['availableMinor', 'heldMinor', 'owedMinor', 'overdrawnMinor', 'payableMinor'] as const;
  if (wants('standing', ...balances)) {
    const { body } = await stage.scene.operator.get(`/v1/customers/${stage.customer.customerId}`);
    Object.assign(facts, body['account'], { standing: (body['standing'] as Facts)['state'] });
  }
  if (wants('parked')) facts['parked'] = sent && (await parkedReason(stage, sent));
  return facts;
}

async function authorizationFacts(stage: Stage, id: string | undefined): Promise<Facts> {
  if (id === undefined) return { authorization: 'none' };
  const { body } = await stage.scene.operator.get(`/v1/authorizations/${id}`);
  const { state, hold, receipts, trace } = body as {
    state: string;
    hold: { state: string } | null;
    receipts: { cause: string; amountMinor: number }[];
    trace: { reasons: string[]; flags?: string[]; unappliedDecisions: { cause: string }[] };
  };
  return {
    authorization: state,
    hold: hold?.state ?? 'none',
    receipts: receipts.map(({ cause, amountMinor }) => `${cause} ${amountMinor}`).sort(),
    flags: [...(trace.flags ?? [])].sort(),
    unapplied: trace.unappliedDecisions.map(({ cause }) => cause),
    reasons: trace.reasons,
  };
}

/** Who is told no id finds what its message made among the customer's authorizations: the one that was not there before. */
export async function idOf(stage: Stage, sent: Sent): Promise<string | undefined> {
  if (sent.authorizationId !== undefined) return sent.authorizationId;
  const { body } = await stage.scene.operator.get(
    `/v1/authorizations?customerId=${stage.customer.customerId}&limit=200`,
  );
  const listed = body['authorizations'] as { authorizationId: string }[];
  const found = listed.find(({ authorizationId }) => !stage.known.has(authorizationId));
  if (found === undefined) return undefined;
  stage.known.add(found.authorizationId);
  sent.authorizationId = found.authorizationId;
  return found.authorizationId;
}

async function parkedReason(stage: Stage, { said: { key } }: Sent): Promise<unknown> {
  const { body } = await stage.scene.operator.get('/v1/parked-messages?limit=200');
  const messages = body['messages'] as { stan: string; terminalId: string; reason: string }[];
  return messages.find(({ stan, terminalId }) => stan === key.stan && terminalId === key.terminalId)?.reason;
}

function differencesOf(expected: Facts, actual: Facts): Difference[] {
  return Object.entries(expected)
    .map(([name, value]) => ({ name, expected: value, actual: actual[name] }))
    .filter((one) => !isDeepStrictEqual(one.actual, one.expected));
}

function sentenceOf({ name, expected, actual }: Difference): string {
  return `${name} is ${JSON.stringify(actual ?? 'not there')}, not ${JSON.stringify(expected ?? 'missing')}`;
}
