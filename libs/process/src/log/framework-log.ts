import type { LoggerService } from '@nestjs/common';
import type { Log } from './process-log';

/** Writes what Nest has to say into the service's log; its start-up chatter only at level debug. */
export class FrameworkLog implements LoggerService {
  constructor(private readonly sink: Log) {}

  log(message: unknown): void {
    this.sink.debug(String(message));
  }

  error(message: unknown): void {
    if (message instanceof Error) this.sink.error({ err: message }, 'framework error');
    else this.sink.error(String(message));
  }

  warn(message: unknown): void {
    this.sink.warn(String(message));
  }

  debug(message: unknown): void {
    this.sink.debug(String(message));
  }

  verbose(message: unknown): void {
    this.sink.trace(String(message));
  }
}
