import { Body, Controller, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { continueTrace } from '@mayfly/messaging';
import { Admits } from '../../access/admits';
import { callingParty } from '../../access/calling-party';
import { Caller, type Principal } from '../../access/principal';
import { CLOCK, type Clock } from '../../providers';
import type { AdviceKind } from '../close/advice';
import { BookAdvice } from '../close/book-advice';
import { networkAnswerTo } from '../network-answer';
import { AdviceAnswerDto, ClearingDto, RefundDto, AdviceDto } from './advice.dto';
import { admitMerchant, keyOf } from './read-message';

/** What cannot be refused: networks and merchants say it of a purchase as they know it. */
@ApiTags('network')
@ApiHeader({ name: 'Mayfly-Timestamp', required: true, description: 'Unix seconds.' })
@ApiHeader({ name: 'Mayfly-Signature', required: true, description: 'v1=<hex>; see above.' })
@Controller('v1')
export class AdvicesController {
  constructor(
    private readonly bookAdvice: BookAdvice,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('advices')
  @HttpCode(200)
  @Admits('network')
  @ApiOperation({
    summary: 'Tell what was approved in our place, or what a purchase came to',
    description:
      'On an approved purchase the hold becomes the amount. Where we approved none, declined it, or it has ended, it is booked as an authorization of its own: never refused for want of funds.',
  })
  @ApiOkResponse({ type: AdviceAnswerDto })
  advise(
    @Caller() caller: Principal,
    @Body() message: AdviceDto,
    @Headers('traceparent') traceparent: string | undefined,
  ): Promise<AdviceAnswerDto> {
    return this.book('advice', caller, message, traceparent);
  }

  @Post('clearings')
  @HttpCode(200)
  @Admits('network', 'merchant')
  @ApiOperation({
    summary: 'Clear a purchase that is named in the ways of networks, or none at all',
    description:
      'Where no authorization of ours is found the card is charged all the same (a force post) and the authorization is flagged. Repeating it changes nothing.',
  })
  @ApiOkResponse({ type: AdviceAnswerDto })
  clear(
    @Caller() caller: Principal,
    @Body() message: ClearingDto,
    @Headers('traceparent') traceparent: string | undefined,
  ): Promise<AdviceAnswerDto> {
    return this.book('clearing', caller, message, traceparent, message.final);
  }

  @Post('refunds')
  @HttpCode(200)
  @Admits('network', 'merchant')
  @ApiOperation({
    summary: 'Give money back',
    description:
      'Announced, it is shown and raises no purchase power; settled, less is owed, and what goes beyond is payable to the customer. Taken on used, cancelled and expired cards; one that belongs to no purchase is kept for an operator.',
  })
  @ApiOkResponse({ type: AdviceAnswerDto })
  refund(
    @Caller() caller: Principal,
    @Body() message: RefundDto,
    @Headers('traceparent') traceparent: string | undefined,
  ): Promise<AdviceAnswerDto> {
    return this.book(message.settled === true ? 'refund_settlement' : 'refund', caller, message, traceparent);
  }

  private async book(
    kind: AdviceKind,
    caller: Principal,
    message: AdviceDto,
    traceparent: string | undefined,
    final = true,
  ): Promise<AdviceAnswerDto> {
    const party = callingParty(caller);
    if (party.role === 'merchant') admitMerchant(party, message.merchant);
    const { authorizationId, networkTransactionId, stan, transmittedAt, retrievalReference, approvalCode } =
      message.original ?? {};
    const { id, name, mcc, country } = message.merchant;
    const { outcome, authorization } = await this.bookAdvice.execute({
      kind,
      key: { networkId: party.partyId, ...keyOf(message, this.clock.now()) },
      cardNumber: message.cardNumber,
      reference: {
        authorizationId,
        networkTransactionId,
        stan,
        transmittedAt: transmittedAt === undefined ? undefined : new Date(transmittedAt),
        retrievalReference,
        approvalCode,
        ...(kind.startsWith('refund') && { merchantId: id }),
      },
      amountMinor: BigInt(message.amountMinor),
      currency: message.currency,
      final,
      merchant: { id, name, mcc, country },
      entryMode: message.entryMode ?? 'ecommerce',
      retrievalReference: message.retrievalReference,
      networkTransactionId,
      traceparent: continueTrace(traceparent),
    });
    return {
      de39: '00',
      outcome,
      ...(authorization && { authorization: networkAnswerTo(party, authorization) }),
    };
  }
}
