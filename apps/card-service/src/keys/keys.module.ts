import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module';
import { CardsModule } from '../cards/cards.module';
import { CheckKeys } from './check-keys';
import { RecordFirstGeneration } from './record-first-generation';

/** The keys that what is stored is sealed and found under. */
@Module({ imports: [AccessModule, CardsModule], providers: [CheckKeys, RecordFirstGeneration] })
export class KeysModule {}
