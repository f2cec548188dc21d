import type { PurchaseScript } from './purchase-script';

/** What clients are to do. */
export interface ClientRun {
  readonly databaseUrl: string;
  readonly script: PurchaseScript;
  readonly clients: number;
  /** The first purchase; client c takes `first + c`, `first + c + clients` and so on. */
  readonly first: number;
  /** Not counted: plans are made, and caches filled. */
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

/** What they did. */
export interface ClientResult {
  /** Over the counted seconds. */
  readonly perSecond: number;
  /** In all, those of the warm-up included. */
  readonly transactions: number;
}

/** What runs transactions with several clients at once. */
export interface BenchClients {
  readonly tool: 'pgbench' | 'node stand-in';
  readonly version: string;
  run(run: ClientRun): Promise<ClientResult>;
}
