import type { ApiAnswer } from '../../apps/network-simulator/src/client/mayfly-api';
import type { Customer, NetworkMessage, Scene } from '../../apps/network-simulator/src/client/scene';
import { steady } from '../../apps/network-simulator/src/personas/personas';
import { eventually } from './eventually';

/** Few enough purchases for each that none looks like fraud. */
const customersAtEach = 40;
const everyMs = 60;
const amountMinor = 100;

/** A message and what came back; no answer when the connection broke. */
export interface Sent {
  readonly scene: Scene;
  readonly message: NetworkMessage;
  readonly answer: ApiAnswer | undefined;
}

/** Purchases at a steady pace, each on a fresh card, at all card services by turns, whatever becomes of them. */
export class SteadyLoad {
  readonly sent: Sent[] = [];
  readonly #calls: Promise<void>[] = [];
  readonly #clock: NodeJS.Timeout;

  private constructor(private readonly stages: readonly Stage[]) {
    this.#clock = setInterval(() => this.#calls.push(this.#purchase(this.#calls.length)), everyMs);
  }

  static async start(scenes: readonly Scene[]): Promise<SteadyLoad> {
    return new SteadyLoad(await Promise.all(scenes.map(openStage)));
  }

  /** Waits until `count` more purchases are approved. */
  async untilApproved(count: number): Promise<void> {
    const before = this.#approved();
    await eventually(() => {
      const approved = this.#approved() - before;
      if (approved < count) throw new Error(`${approved} of ${count} purchases are approved`);
    }, 60_000);
  }

  /** Sends no more, and waits for the answers. */
  async stop(): Promise<void> {
    clearInterval(this.#clock);
    await Promise.all(this.#calls);
  }

  #approved(): number {
    return this.sent.filter(({ answer }) => answer?.body['de39'] === '00').length;
  }

  async #purchase(index: number): Promise<void> {
    const { scene, customers } = at(this.stages, index);
    const customer = at(customers, Math.floor(index / this.stages.length));
    const card = await scene.mint(customer, { capMinor: amountMinor }).catch(() => undefined);
    if (card === undefined) return;
    const message = scene.purchase(card, amountMinor);
    const answer = await scene.authorize(message).catch(() => undefined);
    this.sent.push({ scene, message, answer });
  }
}

interface Stage {
  readonly scene: Scene;
  readonly customers: readonly Customer[];
}

/** One customer after the other: a crowd at the door is another test. */
async function openStage(scene: Scene): Promise<Stage> {
  const customers: Customer[] = [];
  while (customers.length < customersAtEach) customers.push(await scene.customer(steady, 100_000));
  return { scene, customers };
}

function at<T>(members: readonly T[], index: number): T {
  const member = members[index % members.length];
  if (member === undefined) throw new Error('there are none to choose from');
  return member;
}
