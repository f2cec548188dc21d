import type { FastifyInstance } from 'fastify';

const closeEveryMs = 50;

/**
 * While the server closes, closes each connection as soon as its call is answered. Node closes those that are idle when it
 * begins; one that is answered later would stay open for as long as it is kept alive.
 */
export function closeIdleConnections(fastify: FastifyInstance): void {
  fastify.addHook('preClose', (done) => {
    const closing = setInterval(() => {
      fastify.server.closeIdleConnections();
    }, closeEveryMs).unref();
    fastify.server.once('close', () => {
      clearInterval(closing);
    });
    done();
  });
}
