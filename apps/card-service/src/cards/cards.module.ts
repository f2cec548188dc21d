import { Module } from '@nestjs/common';
import { IdempotencyModule } from '../idempotency/idempotency.module';
import { SetAsideModule } from '../set-aside/set-aside.module';
import { CancelCard } from './cancel-card';
import { CardFinder } from './card-finder';
import { CardSecurity } from './card-security';
import { CardVault } from './card-vault';
import { CardsController } from './cards.controller';
import { EraseNumbers } from './erase-numbers';
import { ExpireCards } from './expire-cards';
import { MintCard } from './mint-card';
import { NumberRanges } from './number-ranges';
import { ReadCard } from './read-card';
import { RevealCard } from './reveal-card';

/** One-time cards from mint to their end, and the vault of their numbers. */
@Module({
  imports: [IdempotencyModule, SetAsideModule],
  controllers: [CardsController],
  providers: [
    CancelCard,
    CardFinder,
    CardSecurity,
    CardVault,
    EraseNumbers,
    ExpireCards,
    MintCard,
    NumberRanges,
    ReadCard,
    RevealCard,
  ],
  exports: [CardFinder, CardSecurity, CardVault, EraseNumbers, ExpireCards, NumberRanges],
})
export class CardsModule {}
