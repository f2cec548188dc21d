import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** More than any message here can be, and little enough to be parsed before anyone knows who sent it. */
export const bodyLimitBytes = 64 * 1024;

/** JSON is the only kind of body; signatures need the bytes as they came, so the application keeps them (`rawBody`). */
export function acceptOnlyJson(app: NestFastifyApplication): void {
  app.getHttpAdapter().getInstance().removeAllContentTypeParsers();
  app.useBodyParser('application/json', { bodyLimit: bodyLimitBytes });
}
