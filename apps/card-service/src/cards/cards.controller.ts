import { Body, Controller, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Admits } from '../access/admits';
import { admitOwner } from '../access/own-customer';
import { Caller, type Principal } from '../access/principal';
import { IdInPath } from '../http/id-in-path';
import { IdempotencyKey } from '../idempotency/idempotent-call';
import { CancelCard } from './cancel-card';
import { CardDto, CardListDto, MintCardDto, MintedCardDto } from './card.dto';
import { MintCard } from './mint-card';
import { ReadCard } from './read-card';

@ApiTags('cards')
@Controller('v1')
export class CardsController {
  constructor(
    private readonly mintCard: MintCard,
    private readonly readCard: ReadCard,
    private readonly cancelCard: CancelCard,
  ) {}

  @Post('customers/:id/cards')
  @Admits('customer', 'operator')
  @ApiOperation({ summary: 'Mint a one-time card; number, expiry and CVV2 are shown in this answer only' })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: true,
    description: '1 to 255 printable ASCII characters; kept for 24 hours.',
  })
  @ApiResponse({ status: 201, type: MintedCardDto })
  mint(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Param('id', IdInPath) customerId: string,
    @Body() request: MintCardDto,
    @Headers('traceparent') traceparent: string | undefined,
  ): Promise<MintedCardDto> {
    admitOwner(caller, customerId);
    return this.mintCard.execute({ principalId: caller.keyId, key, customerId, request, traceparent });
  }

  @Get('customers/:id/cards')
  @Admits('customer', 'agent', 'operator', 'auditor')
  @ApiOperation({ summary: "List a customer's newest cards, masked" })
  @ApiResponse({ status: 200, type: CardListDto })
  list(@Caller() caller: Principal, @Param('id', IdInPath) customerId: string): Promise<CardListDto> {
    admitOwner(caller, customerId);
    return this.readCard.ofCustomer(customerId);
  }

  @Get('cards/:id')
  @Admits('customer', 'agent', 'operator', 'auditor')
  @ApiOperation({ summary: 'Read a card, masked' })
  @ApiResponse({ status: 200, type: CardDto })
  read(@Caller() caller: Principal, @Param('id', IdInPath) cardId: string): Promise<CardDto> {
    return this.readCard.byId(cardId, caller);
  }

  @Post('cards/:id/cancel')
  @HttpCode(200)
  @Admits('customer', 'operator')
  @ApiOperation({ summary: 'Cancel an open card for good' })
  @ApiResponse({ status: 200, type: CardDto })
  cancel(
    @Caller() caller: Principal,
    @Param('id', IdInPath) cardId: string,
    @Headers('traceparent') traceparent: string | undefined,
  ): Promise<CardDto> {
    return this.cancelCard.execute(cardId, caller, traceparent);
  }
}
