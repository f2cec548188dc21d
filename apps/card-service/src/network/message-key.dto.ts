import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsISO8601, Matches } from 'class-validator';
import { Text } from '../api-fields/fields';

/** An instant in UTC, to the second or finer. */
function Instant(description: string): PropertyDecorator {
  return applyDecorators(
    Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/),
    IsISO8601({ strict: true }),
    ApiProperty({ type: String, format: 'date-time', description, example: '2026-03-01T09:30:00.000Z' }),
  );
}

/** With the network that sends it, the key by which a message is known: a repeat and a reversal carry the same. */
export class MessageKeyDto {
  @Text(/^\d{1,11}$/, 'The acquiring institution, ISO 8583 field 32.', '400123')
  acquirerId!: string;

  @Text(/^[\x20-\x7e]{1,8}$/, 'The terminal, ISO 8583 field 41.', 'WEB00001')
  terminalId!: string;

  @Text(
    /^\d{6}$/,
    'System trace audit number, ISO 8583 field 11. With network, acquirer, terminal and transmittedAt it is the key of the message: a repeat gets the stored answer, another message under the same key is declined 94.',
    '000042',
  )
  stan!: string;

  @Instant('When the network sent the message first, ISO 8583 field 7; a repeat carries the same.')
  transmittedAt!: string;
}
