import { Body, Controller, Get, Headers, Param, Post, Put } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Admits } from '../access/admits';
import { admitOwner } from '../access/own-customer';
import { Caller, type Principal } from '../access/principal';
import { IdInPath } from '../http/id-in-path';
import { IdempotencyKey } from '../idempotency/idempotent-call';
import {
  CustomerDto,
  OpenCustomerDto,
  ProfileVersionDto,
  RepayDto,
  RepaymentDto,
  UpdateProfileDto,
} from './customer.dto';
import { OpenCustomer } from './open-customer';
import { ReadCustomer } from './read-customer';
import { RepayAccount } from './repay-account';
import { UpdateProfile } from './update-profile';

@ApiTags('customers')
@Controller('v1/customers')
export class CustomersController {
  constructor(
    private readonly openCustomer: OpenCustomer,
    private readonly readCustomer: ReadCustomer,
    private readonly updateProfile: UpdateProfile,
    private readonly repayAccount: RepayAccount,
  ) {}

  @Post()
  @Admits('operator')
  @ApiOperation({ summary: 'Open a customer with one account and its purchase power' })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: true,
    description: '1 to 255 printable ASCII characters; kept for 24 hours.',
  })
  @ApiResponse({ status: 201, type: CustomerDto })
  open(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Body() request: OpenCustomerDto,
    @Headers('traceparent') traceparent: string | undefined,
  ): Promise<CustomerDto> {
    return this.openCustomer.execute({ caller, key, request, traceparent });
  }

  @Get(':id')
  @Admits('customer', 'agent', 'operator', 'auditor')
  @ApiOperation({
    summary: 'Read a customer, the account’s balances and whether it can pay',
    description:
      'The standing says what keeps the account from paying, the gravest first, and the way out. Agents read one neutral line in place of every reason of credit.',
  })
  @ApiResponse({ status: 200, type: CustomerDto })
  read(@Caller() caller: Principal, @Param('id', IdInPath) customerId: string): Promise<CustomerDto> {
    admitOwner(caller, customerId);
    return this.readCustomer.byId(customerId, caller);
  }

  @Put(':id/profile')
  @Admits('operator')
  @ApiOperation({ summary: 'Replace the profile that the assessment knows' })
  @ApiResponse({ status: 200, type: ProfileVersionDto })
  replaceProfile(
    @Param('id', IdInPath) customerId: string,
    @Body() request: UpdateProfileDto,
    @Headers('traceparent') traceparent: string | undefined,
  ): Promise<ProfileVersionDto> {
    return this.updateProfile.execute(customerId, request, traceparent);
  }

  @Post(':id/repayments')
  @Admits('operator')
  @ApiOperation({ summary: 'Book what the customer pays back' })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: true,
    description: '1 to 255 printable ASCII characters; kept for 24 hours.',
  })
  @ApiResponse({ status: 201, type: RepaymentDto })
  repay(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Param('id', IdInPath) customerId: string,
    @Body() request: RepayDto,
    @Headers('traceparent') traceparent: string | undefined,
  ): Promise<RepaymentDto> {
    return this.repayAccount.execute({ principalId: caller.keyId, key, customerId, request, traceparent });
  }
}
