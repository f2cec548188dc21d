import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/admits';
import { DatabaseFigures } from './database-figures';
import { ServiceMetrics } from './service-metrics';

@ApiTags('operation')
@Controller('metrics')
@Public()
export class MetricsController {
  constructor(
    private readonly metrics: ServiceMetrics,
    private readonly figures: DatabaseFigures,
  ) {}

  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ summary: 'What this instance counts, for Prometheus' })
  @ApiOkResponse({ description: 'Prometheus text format.' })
  async read(): Promise<string> {
    await this.figures.refresh();
    return this.metrics.registry.metrics();
  }
}
