import { Catch, type ExceptionFilter } from '@nestjs/common';
import { throwError, type Observable } from 'rxjs';

/**
 * Hands a handler's own error on. Nest's default turns every error into `{status: 'error', message: 'Internal server
 * error'}`, and nobody could then tell a database that is away from a record that is poisonous.
 */
@Catch()
export class OriginalErrors implements ExceptionFilter<unknown> {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}
