import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ApiAnswer } from '../client/mayfly-api';
import type { Answer, Said, SaidKind } from '../network/said';
import { saidAbout } from '../network/said-about';
import { idOf, type Done } from './check-step';
import type { Gathering } from './gathering';
import type { AboutSaid, Actions, PurchaseSaid, Step } from './scenario';
import type { Sent, Stage } from './stage';
import type { World } from './world';

/** What a step may touch. */
export interface Surroundings {
  readonly stage: Stage;
  readonly world: World;
  readonly gathering: Gathering;
  /** Told of every message: its answer, or why there is none. */
  readonly onAnswer: (answer: Answer | undefined, failure?: unknown) => void;
}

type Performers = {
  readonly [A in keyof Actions]: (on: Surroundings, wanted: Actions[A], as?: string) => Promise<Done>;
};

const pendingWithinMs = 5_000;

const performers: Performers = {
  authorize: (on, wanted, as) => buy(on, 'purchase', wanted, as),
  verify: (on, wanted, as) => buy(on, 'verification', wanted, as),
  purchase: (on, wanted, as) => buy(on, 'single_message', wanted, as),
  announce: announced,
  increment: (on, wanted, as) => tell(on, 'increment', wanted, as),
  reverse: (on, wanted, as) => tell(on, 'reversal', wanted, as),
  advise: (on, wanted, as) => tell(on, 'advice', wanted, as),
  clear: (on, wanted, as) => tell(on, 'clearing', wanted, as),
  refund: (on, wanted, as) => tell(on, wanted.settled ? 'refund_settlement' : 'refund', wanted, as),
  async repeat(on, { of, butAmountMinor }) {
    const first = of === undefined ? on.stage.sent.at(-1) : on.stage.sentAs(of);
    if (first === undefined) throw new Error('nothing was sent before');
    const said = {
      ...first.said,
      ...(butAmountMinor === undefined ? { repeat: true } : { amountMinor: butAmountMinor }),
    };
    const sent = send(on, said, first.said.originalId);
    if (butAmountMinor === undefined) sent.authorizationId = first.authorizationId;
    return { sent, answer: await sent.answer, purchase: first };
  },
  async answer({ stage }, { of }) {
    const sent = stage.sentAs(of);
    return { sent, answer: await sent.answer, purchase: sent };
  },
  async mint({ stage }, wanted) {
    stage.card = await stage.mint(wanted);
    return {};
  },
  cancel: async ({ stage }) =>
    ended(await stage.customer.api.post(`/v1/cards/${stage.card.cardId}/cancel`, {})),
  async reportFraud({ stage }, { of, channel = 'customer' }) {
    const sent = stage.sentAs(of);
    const body = { authorizationId: await idOf(stage, sent), channel };
    return { ...ended(await stage.scene.operator.post('/v1/fraud-reports', body)), purchase: sent };
  },
  unfreeze: async ({ stage }) =>
    ended(await stage.scene.operator.post(`/v1/customers/${stage.customer.customerId}/unfreeze`, {})),
  async repay({ stage }, { amountMinor }) {
    const body = { amountMinor, currency: 'EUR', paymentReference: `SCENARIO-${randomUUID()}` };
    const headers = { 'idempotency-key': randomUUID() };
    const path = `/v1/customers/${stage.customer.customerId}/repayments`;
    return ended(await stage.scene.operator.post(path, body, { headers }));
  },
  async ahead({ world, gathering, stage }, duration) {
    await gathering.meet(() => world.ahead(duration));
    return lastPurchase(stage);
  },
  async assessment({ world, gathering, stage }, wanted) {
    await gathering.meet(() => (wanted === 'running' ? world.resumeAssessment() : world.stopAssessment()));
    return lastPurchase(stage);
  },
};

/** What the step does. @throws Unanswered, Contradiction */
export async function performStep(on: Surroundings, step: Step): Promise<Done> {
  let done: Done = {};
  for (let time = 0; time < (step.times ?? 1); time += 1) {
    for (const [name, perform] of Object.entries(performers)) {
      const wanted = step[name as keyof Actions];
      // Each performer gets what belongs to its own name.
      if (wanted !== undefined) done = await perform(on, wanted as never, step.as);
    }
  }
  return done;
}

async function buy(on: Surroundings, kind: SaidKind, wanted: PurchaseSaid, as?: string): Promise<Done> {
  const { stage } = on;
  if (wanted.newCustomer) await stage.welcomeAnother();
  if (wanted.newCard) stage.card = await stage.mint({});
  const sent = stage.remember(send(on, stage.purchase(kind, wanted)), as);
  if (wanted.answer === 'later') {
    sent.answer.catch(() => undefined);
    await isPending(stage, sent);
    return { sent, purchase: sent };
  }
  const answer = await sent.answer;
  await idOf(stage, sent);
  return wanted.answer === 'lost' ? { purchase: sent } : { sent, answer, purchase: sent };
}

/** The reversal goes first, and the message that it takes back comes after it. */
async function announced(on: Surroundings, wanted: PurchaseSaid, as?: string): Promise<Done> {
  const { stage } = on;
  const purchase = stage.purchase('purchase', wanted);
  await send(on, saidAbout(purchase, 'reversal', stage.key())).answer;
  const sent = stage.remember(send(on, purchase), as);
  const answer = await sent.answer;
  await idOf(stage, sent);
  return { sent, answer, purchase: sent };
}

async function tell(on: Surroundings, kind: SaidKind, wanted: AboutSaid, as?: string): Promise<Done> {
  const { stage } = on;
  const { said, original } = stage.about(kind, wanted);
  const originalId = original && (await idOf(stage, original));
  const sent = stage.remember(send(on, said, originalId), as);
  const answer = await sent.answer;
  if (kind === 'increment') await idOf(stage, sent);
  return { sent, answer, purchase: original ?? sent };
}

function send(on: Surroundings, said: Said, originalId?: string): Sent {
  const answer = on.stage.transport.send({ ...said, ...(originalId && { originalId }) });
  const sent: Sent = { said: { ...said, ...(originalId && { originalId }) }, answer };
  void answer.then(
    (told) => {
      on.onAnswer(told);
      if (told.authorizationId === undefined) return;
      sent.authorizationId = told.authorizationId;
      on.stage.known.add(told.authorizationId);
    },
    (failure: unknown) => {
      on.onAnswer(undefined, failure);
    },
  );
  return sent;
}

async function isPending(stage: Stage, sent: Sent): Promise<void> {
  const until = performance.now() + pendingWithinMs;
  while ((await idOf(stage, sent)) === undefined) {
    if (performance.now() > until) throw new Error('the purchase is not pending');
    await pause(20);
  }
}

function lastPurchase(stage: Stage): Done {
  return { purchase: stage.sent.length === 0 ? undefined : stage.sentAs(undefined) };
}

function ended({ status, body }: ApiAnswer): Done {
  return status < 400 ? {} : { problem: String(body['code']) };
}
