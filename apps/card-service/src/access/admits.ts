import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Role } from './roles';

/** Metadata key under which {@link Admits} and {@link Public} keep what they declare. */
export const ADMISSION = Symbol('ADMISSION');

/** Whom an endpoint admits: the roles named, or everybody. */
export type Admission = readonly Role[] | 'public';

/** Names the roles that may call an endpoint. An endpoint that names none, and is not {@link Public}, admits nobody. */
export function Admits(first: Role, ...others: Role[]): CustomDecorator<symbol> {
  return SetMetadata<symbol, Admission>(ADMISSION, [first, ...others]);
}

/** Opens an endpoint to callers without an API key: health, metrics and the API's description. */
export function Public(): CustomDecorator<symbol> {
  return SetMetadata<symbol, Admission>(ADMISSION, 'public');
}
