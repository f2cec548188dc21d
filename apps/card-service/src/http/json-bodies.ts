import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { RawServerDefault } from 'fastify';
import { malformedJson } from './known-problems';

/** More than any message here can be, and little enough to be parsed before anyone knows who sent it. */
export const bodyLimitBytes = 64 * 1024;

/** JSON is the only kind of body; signatures need the bytes as they came, so the application keeps them (`rawBody`). */
export function acceptOnlyJson(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  server.removeAllContentTypeParsers();
  // 'error': names that would reach an object's prototype are refused, not dropped.
  const parse = server.getDefaultJsonParser('error', 'error');
  app.useBodyParser<RawServerDefault>(
    'application/json',
    { bodyLimit: bodyLimitBytes },
    (request, body, done) => {
      void parse(request, body.toString('utf8'), (error, parsed) => {
        done(error === null ? null : malformedJson(), parsed);
      });
    },
  );
}
