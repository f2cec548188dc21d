import type { FastifyInstance } from 'fastify';
import { answerWith } from './problem-filter';
import type { Problem } from './problem';

/** Answers what is posted to this path with a problem before it is read, as long as there is one: to refuse must cost next to nothing. */
export function refuseEarly(server: FastifyInstance, path: string, problem: () => Problem | undefined): void {
  server.addHook('onRequest', (request, reply, done) => {
    const refusal = request.method === 'POST' && request.url === path ? problem() : undefined;
    if (refusal === undefined) done();
    else void answerWith(refusal, reply);
  });
}
