import { Controller, Get, Headers, Param } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { explainPurchasePower } from '@mayfly/contracts';
import { roleNotAdmitted } from '../access/access-problems';
import { Admits } from '../access/admits';
import { admitOwner } from '../access/own-customer';
import { Caller, type Principal } from '../access/principal';
import { IdInPath } from '../http/id-in-path';
import { AskPurchasePower } from './ask-purchase-power';
import { PurchasePowerDto } from './purchase-power.dto';

@ApiTags('customers')
@Controller('v1/customers')
export class PurchasePowerController {
  constructor(private readonly askPurchasePower: AskPurchasePower) {}

  // Not agents: they have no bureau-based reason, and already the amount rests on one.
  @Get(':id/purchase-power')
  @Admits('customer', 'operator', 'auditor')
  @ApiOperation({
    summary: 'How much the customer could spend now, and what stands against more',
    description:
      'The assessment works it out as it would a purchase, but for fraud. It reserves nothing, and does not affect the credit score. 429 `purchase_power_asked_too_often` beyond one question at a time and ten a minute for a customer, whoever asks. 503 `assessment_unavailable` when there is no answer in time.',
  })
  @ApiResponse({ status: 200, type: PurchasePowerDto })
  async read(
    @Caller() caller: Principal,
    @Param('id', IdInPath) customerId: string,
    @Headers('traceparent') traceparent: string | undefined,
  ): Promise<PurchasePowerDto> {
    admitOwner(caller, customerId);
    const { role } = caller;
    if (role !== 'customer' && role !== 'operator' && role !== 'auditor') throw roleNotAdmitted();
    return explainPurchasePower(await this.askPurchasePower.execute(customerId, traceparent), role);
  }
}
