import { Module } from '@nestjs/common';
import { AuthorizationsModule } from '../authorizations/authorizations.module';
import { DecisionsController } from './decisions.controller';

/** The way back from Kafka. */
@Module({ imports: [AuthorizationsModule], controllers: [DecisionsController] })
export class DecisionsModule {}
