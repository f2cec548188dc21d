import type { FastifyInstance } from 'fastify';

/**
 * Gives each answer the request's id, and logs requests by the pattern of their route. The URL itself is never logged:
 * a caller could have put anything into it.
 */
export function logRequests(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    request.log.debug(
      {
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        tookMs: Math.round(reply.elapsedTime),
      },
      'answered',
    );
    done();
  });
}
