import type { Random } from './random';

/** A customer of the world: how much they spend, how often, and where they can buy. */
export interface WorldCustomer {
  readonly id: number;
  /** In major units. */
  readonly meanAmount: number;
  /** Purchases per day. */
  readonly dailyRate: number;
  /** The terminals within reach. */
  readonly terminals: readonly number[];
}

const side = 100;
const reach = 5;

/** Puts customers and terminals on the plane, and finds for each customer the terminals within reach. */
export function settle(random: Random, customers: number, terminals: number): WorldCustomer[] {
  const point = (): [number, number] => [random.uniform() * side, random.uniform() * side];
  const cells = new Map<number, { id: number; x: number; y: number }[]>();
  for (let id = 0; id < terminals; id++) {
    const [x, y] = point();
    const cell = cells.get(cellOf(x, y)) ?? [];
    cell.push({ id, x, y });
    cells.set(cellOf(x, y), cell);
  }
  return Array.from({ length: customers }, (_, id) => {
    const [x, y] = point();
    const around = [-1, 0, 1].flatMap((dx) =>
      [-1, 0, 1].flatMap((dy) => cells.get(cellOf(x + dx * reach, y + dy * reach)) ?? []),
    );
    return {
      id,
      meanAmount: 5 + 95 * random.uniform(),
      dailyRate: 4 * random.uniform(),
      terminals: around
        .filter((terminal) => Math.hypot(terminal.x - x, terminal.y - y) < reach)
        .map((terminal) => terminal.id),
    };
  });
}

/** Cells are as wide as the reach, so that only a cell and its eight neighbours matter. */
function cellOf(x: number, y: number): number {
  return Math.floor(x / reach) * 1_000 + Math.floor(y / reach);
}
