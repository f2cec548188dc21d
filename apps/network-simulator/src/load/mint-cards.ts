import type { MintedCard, Scene } from '../client/scene';
import { steady } from '../personas/personas';

/** More in an hour would look like theft to the assessment. */
const purchasesPerCustomer = 10;
/** Customers that are opened at the same time: preparing a load is no load test. */
const openedAtOnce = 4;

/** Mints cards before the clock starts: a load measures authorizations only. Neighbours belong to different customers. */
export async function mintCards(scene: Scene, wanted: number): Promise<MintedCard[]> {
  const customers = Math.ceil(wanted / purchasesPerCustomer);
  const minted: MintedCard[][] = [];
  while (minted.length < customers) {
    const next = Array.from({ length: Math.min(openedAtOnce, customers - minted.length) }, () =>
      customerWithCards(scene),
    );
    minted.push(...(await Promise.all(next)));
  }
  return Array.from({ length: purchasesPerCustomer }, (_, row) => minted.flatMap((cards) => cards[row] ?? []))
    .flat()
    .slice(0, wanted);
}

async function customerWithCards(scene: Scene): Promise<MintedCard[]> {
  const customer = await scene.customer(steady, 10_000_000);
  return Promise.all(
    Array.from({ length: purchasesPerCustomer }, () => scene.mint(customer, { capMinor: 10_000 })),
  );
}
