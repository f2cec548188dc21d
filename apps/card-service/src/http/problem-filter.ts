import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AllowedMethods } from './allowed-methods';
import { methodNotAllowed } from './known-problems';
import type { Problem } from './problem';
import { problemOf } from './problem-of';

/** The one place where errors become answers: RFC 9457, a stable code, and never a stack trace. */
@Catch()
export class ProblemFilter implements ExceptionFilter<unknown> {
  constructor(private readonly allowedMethods: AllowedMethods) {}

  async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const problem = this.sharpen(problemOf(thrown), request);
    if (problem.status === 500) request.log.error({ err: thrown }, 'request failed');
    await answerWith(problem, http.getResponse<FastifyReply>());
  }

  /** The router says 404 for a wrong method as well. */
  private sharpen(problem: Problem, request: FastifyRequest): Problem {
    if (problem.status !== 404 || !request.is404) return problem;
    const allowed = this.allowedMethods.at(request.url);
    return allowed.length === 0 ? problem : methodNotAllowed(allowed);
  }
}

/** Sends a problem as an answer. */
export async function answerWith(problem: Problem, reply: FastifyReply): Promise<void> {
  const { status, headers } = problem;
  await reply
    .code(status)
    .headers({ ...headers, 'content-type': 'application/problem+json' })
    .send(bodyOf(problem));
}

function bodyOf({ status, code, title, detail, errors }: Problem): object {
  return { type: `urn:mayfly:problem:${code}`, title, status, code, detail, errors };
}
