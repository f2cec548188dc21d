import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Admits } from '../access/admits';
import { Caller, type Principal } from '../access/principal';
import { CustomerDto } from '../customers/customer.dto';
import { ReadCustomer } from '../customers/read-customer';
import { IdInPath } from '../http/id-in-path';
import { FraudReportDto, ReportFraudDto } from './fraud-report.dto';
import { ReportFraud } from './report-fraud';
import { UnfreezeAccount } from './unfreeze-account';

@ApiTags('fraud')
@Controller('v1')
export class FraudReportsController {
  constructor(
    private readonly reportFraud: ReportFraud,
    private readonly unfreezeAccount: UnfreezeAccount,
    private readonly readCustomer: ReadCustomer,
  ) {}

  @Post('fraud-reports')
  @Admits('network', 'customer', 'operator')
  @ApiOperation({
    summary: 'Report that a purchase was fraud',
    description:
      'Networks (signed, by a chargeback) and customers report their own; operators for either, and say for whom. The card is burned; an account on which the purchase had been approved is frozen. A repeat gets the first report again, whoever made it. 409 card_in_use while a purchase on the card is being decided: repeat it in a few seconds.',
  })
  @ApiResponse({ status: 201, type: FraudReportDto })
  report(
    @Caller() caller: Principal,
    @Body() request: ReportFraudDto,
    @Headers('traceparent') traceparent: string | undefined,
  ): Promise<FraudReportDto> {
    return this.reportFraud.execute(caller, request, traceparent);
  }

  @Post('customers/:id/unfreeze')
  @HttpCode(200)
  @Admits('operator')
  @ApiOperation({
    summary: 'Open a frozen account again, once the customer’s identity was confirmed',
    description: 'Burned cards stay burned. Repeating it changes nothing.',
  })
  @ApiResponse({ status: 200, type: CustomerDto })
  async unfreeze(
    @Caller() caller: Principal,
    @Param('id', IdInPath) customerId: string,
  ): Promise<CustomerDto> {
    await this.unfreezeAccount.execute(customerId, caller);
    return this.readCustomer.byId(customerId, caller);
  }
}
