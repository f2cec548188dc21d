import type { FastifyInstance } from 'fastify';

/**
 * Gives each answer the request's id, keeps it out of caches, and logs requests by the pattern of their route. The URL itself is never logged:
 * a caller could have put anything into it.
 */
export function logRequests(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    // Numbers, secrets, balances: nothing here is for a cache.
    void reply.header('cache-control', 'no-store');
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
