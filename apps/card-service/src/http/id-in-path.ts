import { ParseUUIDPipe } from '@nestjs/common';
import { notFound } from './known-problems';

/** Pipe for an id in a path: what is no UUID names nothing, so the answer is 404 and the database is not asked. */
export const IdInPath = new ParseUUIDPipe({ exceptionFactory: () => notFound() });
