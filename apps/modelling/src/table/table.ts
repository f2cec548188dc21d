import type { Column } from './column';

/** A CSV file in memory. */
export interface Table {
  /** The file's name without its folder. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
  readonly columns: readonly Column[];
}
