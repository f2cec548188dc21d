import { Module } from '@nestjs/common';
import { AuthorizationsModule } from '../authorizations/authorizations.module';
import { AnswerMessage } from './answer-message';
import { Iso8583Port } from './iso8583-port';

/** The card networks' own transport, beside HTTP: the same use cases behind it. */
@Module({
  imports: [AuthorizationsModule],
  providers: [AnswerMessage, Iso8583Port],
  exports: [Iso8583Port],
})
export class Iso8583Module {}
