import { Logger, Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module';
import { EraseIssuedKeys } from '../access/erase-issued-keys';
import { LastUses } from '../access/last-uses';
import { AuthorizationsModule } from '../authorizations/authorizations.module';
import { SweepOverdueAuthorizations } from '../authorizations/answer/sweep-overdue-authorizations';
import { CardsModule } from '../cards/cards.module';
import { EraseNumbers } from '../cards/erase-numbers';
import { ExpireCards } from '../cards/expire-cards';
import { NumberRanges } from '../cards/number-ranges';
import { ExpireHolds } from '../authorizations/close/expire-holds';
import { ForgetReversals } from '../authorizations/close/forget-reversals';
import { ForgetOldKeys } from '../idempotency/forget-old-keys';
import { IdempotencyModule } from '../idempotency/idempotency.module';
import { ServiceMetrics } from '../operation/service-metrics';
import { SETTINGS } from '../providers';
import type { Settings } from '../settings';
import { Sweeper } from './sweeper';

/** What time ends, in each instance. */
@Module({
  imports: [AccessModule, AuthorizationsModule, CardsModule, IdempotencyModule],
  providers: [
    {
      provide: Sweeper,
      inject: [
        SETTINGS,
        ServiceMetrics,
        SweepOverdueAuthorizations,
        ExpireHolds,
        ExpireCards,
        EraseNumbers,
        NumberRanges,
        ForgetOldKeys,
        ForgetReversals,
        EraseIssuedKeys,
        LastUses,
      ],
      useFactory: (
        settings: Settings,
        metrics: ServiceMetrics,
        overdue: SweepOverdueAuthorizations,
        holds: ExpireHolds,
        cards: ExpireCards,
        numbers: EraseNumbers,
        ranges: NumberRanges,
        keys: ForgetOldKeys,
        reversals: ForgetReversals,
        issuedKeys: EraseIssuedKeys,
        lastUses: LastUses,
      ) =>
        new Sweeper({
          intervalMs: settings.sweepIntervalMs,
          sweeps: [
            { name: 'overdue authorizations', sweep: () => overdue.sweep() },
            { name: 'expired holds', sweep: () => holds.sweep() },
            { name: 'expired cards', sweep: async () => counted(metrics, await cards.sweep()) },
            { name: 'numbers that may not be shown', sweep: () => numbers.sweep() },
            { name: 'fill of number ranges', sweep: () => ranges.sweep() },
            { name: 'old idempotency keys', sweep: () => keys.sweep() },
            { name: 'old reversals', sweep: () => reversals.sweep() },
            { name: 'secrets of issued API keys', sweep: () => issuedKeys.sweep() },
            { name: 'last uses of API keys', sweep: () => lastUses.sweep() },
          ],
          onError: (sweep, error) => {
            new Logger(Sweeper.name).error(`${sweep}: ${error instanceof Error ? error.message : 'failed'}`);
          },
        }),
    },
  ],
})
export class SweeperModule {}

function counted(metrics: ServiceMetrics, expiredCards: number): number {
  metrics.sweptAway('card_expired', expiredCards);
  return expiredCards;
}
