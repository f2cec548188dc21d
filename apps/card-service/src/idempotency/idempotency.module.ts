import { Module } from '@nestjs/common';
import { ForgetOldKeys } from './forget-old-keys';
import { IdempotencyKeys } from './idempotency-keys';

/** Idempotency-Key: an effect once, its answer as often as asked. */
@Module({ providers: [IdempotencyKeys, ForgetOldKeys], exports: [IdempotencyKeys, ForgetOldKeys] })
export class IdempotencyModule {}
