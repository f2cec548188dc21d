import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { POOL } from '../../providers';
import type { Resolution } from '../authorization';
import { resolutionOf, type ResolutionRow } from '../authorization-row';

const readResolutions = loadStatement(__dirname, 'read-resolutions.sql');

/** Reads final answers from the rows. */
@Injectable()
export class ReadResolutions {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Of `ids`, those that are resolved. */
  async of(ids: readonly string[]): Promise<Resolution[]> {
    return (await readResolutions.rows<ResolutionRow>(this.pool, [ids])).map(resolutionOf);
  }
}
