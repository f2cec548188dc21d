import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../access/admits';
import { Readiness } from './readiness';

@ApiTags('operation')
@Controller('health')
@Public()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  @ApiOperation({
    summary: 'Is the process alive?',
    description: 'Asks nothing else: a restart cures nothing else.',
  })
  @ApiOkResponse({ description: 'It is.' })
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOperation({
    summary: 'Should this instance get traffic?',
    description:
      'Reasons against it: starting, database_unavailable, consumer_crashed, shutting_down. With consumer_not_joined (Kafka away) it is ready but degraded: purchases are declined 91 at their deadline.',
  })
  @ApiOkResponse({ description: 'Yes.' })
  @ApiServiceUnavailableResponse({ description: 'No, and the body says why.' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const { ready, reasons, degraded } = await this.readiness.report();
    void reply.code(ready ? 200 : 503);
    return { status: ready ? 'ready' : 'not_ready', reasons, degraded };
  }
}
