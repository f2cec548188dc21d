import {
  Inject,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { Log } from '@mayfly/process';
import { tap, type Observable } from 'rxjs';
import type { AdmittedRequest } from '../access/principal';
import { LOG } from '../providers';

/** What an answer may name its subject by, the most telling first. */
const subjects = ['cardId', 'keyId', 'reportId', 'repaymentId', 'customerId'] as const;

/**
 * Logs what people changed, once it succeeded: who, by which key, did what to whom, and whether a card number was shown. Never
 * a body. What networks and merchants send is no such act: each of their messages is an authorization with its own record.
 */
@Injectable()
export class ActLog implements NestInterceptor {
  constructor(@Inject(LOG) private readonly log: Log) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<AdmittedRequest>();
    const { method, principal, routeOptions } = request;
    if (method === 'GET' || method === 'HEAD' || principal === undefined || 'partyId' in principal) {
      return next.handle();
    }
    return next.handle().pipe(
      tap((answer: unknown) => {
        this.log.info(
          {
            act: `${method} ${routeOptions.url ?? ''}`,
            keyId: principal.keyId,
            role: principal.role,
            subjectId: subjectOf(answer) ?? (request.params as { id?: string }).id,
            ...(showsNumber(answer) ? { numberShown: true } : {}),
            requestId: request.id,
          },
          'act',
        );
      }),
    );
  }
}

function subjectOf(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const fields = answer as Readonly<Record<string, unknown>>;
  const named = subjects.map((name) => fields[name]).find((id) => typeof id === 'string');
  return typeof named === 'string' ? named : undefined;
}

function showsNumber(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'number' in answer;
}
