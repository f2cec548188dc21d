import { Instant, Text } from '../../http/fields';

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
