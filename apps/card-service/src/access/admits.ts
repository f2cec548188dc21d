import { applyDecorators, SetMetadata, type CustomDecorator } from '@nestjs/common';
import { ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { Role } from './roles';

/** Metadata key under which {@link Admits} and {@link Public} keep what they declare. */
export const ALLOWED_CALLERS = Symbol('ALLOWED_CALLERS');

/** Whom an endpoint admits: the roles named, or everybody. */
export type AllowedCallers = readonly Role[] | 'public';

/** Name under which the API's description says what an API key is. */
export const apiKeyScheme = 'apiKey';

/** Names the roles that may call an endpoint. An endpoint that names none, and is not {@link Public}, admits nobody. */
export function Admits(first: Role, ...others: Role[]): MethodDecorator {
  const roles = [first, ...others];
  return applyDecorators(
    SetMetadata<symbol, AllowedCallers>(ALLOWED_CALLERS, roles),
    ApiSecurity(apiKeyScheme),
    ApiExtension('x-roles', roles),
  );
}

/** Opens an endpoint to callers without an API key: health, metrics and the API's description. */
export function Public(): CustomDecorator<symbol> {
  return SetMetadata<symbol, AllowedCallers>(ALLOWED_CALLERS, 'public');
}
