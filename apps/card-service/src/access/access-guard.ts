import {
  Inject,
  Injectable,
  type CanActivate,
  type ExecutionContext,
  type RawBodyRequest,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { CLOCK, type Clock } from '../providers';
import { apiKeyInvalid, apiKeyMissing, roleNotAdmitted, signatureProblem } from './access-problems';
import { ALLOWED_CALLERS, type AllowedCallers } from './admits';
import { ApiKeyDirectory, type KnownKey } from './api-key-directory';
import { LastUses } from './last-uses';
import { checkSignature } from './message-signature';
import type { AdmittedRequest } from './principal';

/** Stands before every endpoint: API key, then role, then, for what a network or merchant sends, the signature. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly directory: ApiKeyDirectory,
    private readonly lastUses: LastUses,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const allowed = this.reflector.getAllAndOverride<AllowedCallers | undefined>(ALLOWED_CALLERS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (allowed === 'public') return true;
    const request = context.switchToHttp().getRequest<RawBodyRequest<AdmittedRequest>>();
    const known = await this.identify(request.headers.authorization);
    this.lastUses.note(known.principal.keyId);
    if (allowed?.includes(known.principal.role) !== true) throw roleNotAdmitted();
    this.checkSignature(known, request);
    request.principal = known.principal;
    return true;
  }

  private async identify(authorization: string | undefined): Promise<KnownKey> {
    if (authorization === undefined) throw apiKeyMissing();
    const apiKey = /^Bearer (\S{16,256})$/i.exec(authorization)?.[1];
    const known = apiKey === undefined ? undefined : await this.directory.find(apiKey);
    if (known === undefined) throw apiKeyInvalid();
    return known;
  }

  /** Reading changes nothing, so it needs no signature; everything else that a party sends does. */
  private checkSignature({ signingSecret }: KnownKey, request: RawBodyRequest<AdmittedRequest>): void {
    if (signingSecret === undefined || request.method === 'GET' || request.method === 'HEAD') return;
    const verdict = checkSignature(
      signingSecret,
      {
        timestamp: headerOf(request, 'mayfly-timestamp'),
        signature: headerOf(request, 'mayfly-signature'),
      },
      { method: request.method, path: request.originalUrl, body: request.rawBody ?? Buffer.alloc(0) },
      this.clock.now(),
    );
    if (verdict !== 'valid') throw signatureProblem(verdict);
  }
}

function headerOf(request: AdmittedRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}
