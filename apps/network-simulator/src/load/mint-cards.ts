import { openProgress } from '@mayfly/command-line';
import type { MintedCard, Scene } from '../client/scene';
import type { Plan } from './flow';

/** Customers that are opened at the same time: preparing a load is no load test. */
const openedAtOnce = 4;

/**
 * Opens the customers of a plan and mints a card for each of its flows, before the clock starts: a load measures messages only.
 *
 * @returns the cards, in the order of the flows
 */
export async function mintCards(
  scene: Scene,
  { customers, flows }: Pick<Plan, 'customers' | 'flows'>,
): Promise<MintedCard[]> {
  let minted = 0;
  const progress = openProgress();
  progress.say(() => `minted ${minted} of ${flows.length} cards`);
  const flowsOf = customers.map((): number[] => []);
  for (const [place, { customer }] of flows.entries()) flowsOf[customer]?.push(place);
  const cards: MintedCard[] = [];
  const left = [...customers.entries()];
  const opener = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [place, { profile, grantedMinor }] = next;
      const customer = await scene.customer(profile, grantedMinor);
      const mint = async (flow: number): Promise<void> => {
        cards[flow] = await scene.mint(customer, { capMinor: flows[flow]?.capMinor ?? 0 });
        minted += 1;
      };
      await Promise.all((flowsOf[place] ?? []).map(mint));
    }
  };
  await Promise.all(Array.from({ length: openedAtOnce }, opener)).finally(progress.end);
  return cards;
}
