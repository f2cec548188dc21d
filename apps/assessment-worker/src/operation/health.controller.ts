import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readiness } from './readiness';

@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The process is alive. Asks nothing else: a restart cures nothing else. */
  @Get('live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** 200 when the worker assesses, 503 with the reasons when it does not. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const { ready, reasons } = await this.readiness.report();
    void reply.code(ready ? 200 : 503);
    return { status: ready ? 'ready' : 'not_ready', reasons };
  }
}
