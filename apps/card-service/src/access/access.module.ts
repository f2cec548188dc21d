import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { SETTINGS } from '../providers';
import type { Settings } from '../settings';
import { AccessGuard } from './access-guard';
import { ApiKeyDirectory } from './api-key-directory';
import { ApiKeysController } from './api-keys.controller';
import { InstallOperatorKey } from './install-operator-key';
import { IssueApiKey } from './issue-api-key';
import { RevokeApiKey } from './revoke-api-key';
import { SigningSecrets } from './signing-secrets';

/** Who may call: API keys, roles and signatures. */
@Module({
  controllers: [ApiKeysController],
  providers: [
    {
      provide: SigningSecrets,
      useFactory: (settings: Settings) => new SigningSecrets(settings.vaultKey),
      inject: [SETTINGS],
    },
    ApiKeyDirectory,
    IssueApiKey,
    RevokeApiKey,
    InstallOperatorKey,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [InstallOperatorKey],
})
export class AccessModule {}
