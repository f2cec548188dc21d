import { Module, type DynamicModule } from '@nestjs/common';
import type { Log } from '@mayfly/process';
import { AccessModule } from './access/access.module';
import { AuthorizationsModule } from './authorizations/authorizations.module';
import { CardsModule } from './cards/cards.module';
import { CustomersModule } from './customers/customers.module';
import { FraudReportsModule } from './fraud-reports/fraud-reports.module';
import { Iso8583Module } from './iso8583/iso8583.module';
import { KeysModule } from './keys/keys.module';
import { PurchasePowerModule } from './purchase-power/purchase-power.module';
import { SweeperModule } from './sweeper/sweeper.module';
import { ApiDescription } from './openapi/api-description';
import { OpenApiController } from './openapi/openapi.controller';
import { OperationModule } from './operation/operation.module';
import { ProvidersModule } from './providers.module';
import type { Settings } from './settings';

/** The card service: one module for each capability. */
@Module({})
export class CardServiceModule {
  static with(settings: Settings, log: Log): DynamicModule {
    return {
      module: CardServiceModule,
      imports: [
        ProvidersModule.with(settings, log),
        AccessModule,
        CustomersModule,
        CardsModule,
        AuthorizationsModule,
        Iso8583Module,
        KeysModule,
        PurchasePowerModule,
        FraudReportsModule,
        SweeperModule,
        OperationModule,
      ],
      controllers: [OpenApiController],
      providers: [ApiDescription],
    };
  }
}
