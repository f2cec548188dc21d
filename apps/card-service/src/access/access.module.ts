import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { IdempotencyModule } from '../idempotency/idempotency.module';
import { SETTINGS } from '../providers';
import type { Settings } from '../settings';
import { AccessGuard } from './access-guard';
import { ApiKeyDirectory } from './api-key-directory';
import { ApiKeysController } from './api-keys.controller';
import { EraseIssuedKeys } from './erase-issued-keys';
import { InstallOperatorKey } from './install-operator-key';
import { IssueApiKey } from './issue-api-key';
import { LastUses } from './last-uses';
import { ListApiKeys } from './list-api-keys';
import { RevokeApiKey } from './revoke-api-key';
import { SigningSecrets } from './signing-secrets';

/** Who may call: API keys, roles and signatures. */
@Module({
  imports: [IdempotencyModule],
  controllers: [ApiKeysController],
  providers: [
    {
      provide: SigningSecrets,
      useFactory: (settings: Settings) => new SigningSecrets(settings.vaultKeys),
      inject: [SETTINGS],
    },
    ApiKeyDirectory,
    IssueApiKey,
    ListApiKeys,
    RevokeApiKey,
    EraseIssuedKeys,
    LastUses,
    InstallOperatorKey,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [SigningSecrets, InstallOperatorKey, EraseIssuedKeys, LastUses],
})
export class AccessModule {}
