import { Controller, Get, Header } from '@nestjs/common';
import { WorkerMetrics } from './worker-metrics';

@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: WorkerMetrics) {}

  /** What this worker counts, in Prometheus text format. */
  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  read(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
