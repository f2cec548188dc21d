import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { outboxBacklog } from '@mayfly/messaging';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { Public } from '../access/admits';
import { POOL } from '../providers';
import { ServiceMetrics } from './service-metrics';

const holdsWithoutOwner = loadStatement(__dirname, 'holds-without-owner.sql');

@ApiTags('operation')
@Controller('metrics')
@Public()
export class MetricsController {
  constructor(
    private readonly metrics: ServiceMetrics,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ summary: 'What this instance counts, for Prometheus' })
  @ApiOkResponse({ description: 'Prometheus text format.' })
  async read(): Promise<string> {
    await this.observeDatabase();
    return this.metrics.registry.metrics();
  }

  /** With the database away the last figures stay: what the process counted itself is worth the more then. */
  private async observeDatabase(): Promise<void> {
    try {
      const [backlog, [orphans]] = await Promise.all([
        outboxBacklog(this.pool),
        holdsWithoutOwner.rows<{ holds: bigint }>(this.pool),
      ]);
      this.metrics.observeDatabase(Number(backlog.unpublished), Number(orphans?.holds ?? 0n));
    } catch {
      return;
    }
  }
}
