import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { MayBeLeftOut, OneOf } from '../http/fields';

const channels = ['chargeback', 'customer'] as const;

/** Who said that it was fraud: the network by a chargeback, or the customer. */
export type FraudChannel = (typeof channels)[number];

/** `POST /v1/fraud-reports`. */
export class ReportFraudDto {
  @IsUUID()
  @ApiProperty({ type: String, format: 'uuid', description: 'The authorization that was fraud.' })
  authorizationId!: string;

  @MayBeLeftOut()
  @OneOf(channels, 'For operators, who report for somebody: for whom. Others leave it out.')
  channel?: FraudChannel;
}

/** A fraud report: the first of its authorization. */
export class FraudReportDto {
  @ApiProperty({ type: String, format: 'uuid' })
  reportId!: string;

  @ApiProperty({ type: String, format: 'uuid' })
  authorizationId!: string;

  @OneOf(channels, 'Who said so first: the network by a chargeback, or the customer.')
  channel!: FraudChannel;

  @ApiProperty({ type: String, format: 'date-time' })
  reportedAt!: string;
}
