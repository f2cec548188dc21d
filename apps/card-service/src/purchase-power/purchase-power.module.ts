import { Module } from '@nestjs/common';
import { AskPurchasePower } from './ask-purchase-power';
import { AssessedPurchasePowerController } from './assessed-purchase-power.controller';
import { OpenQuestions } from './open-questions';
import { PurchasePowerNotices } from './purchase-power-notices';
import { PurchasePowerController } from './purchase-power.controller';
import { QuestionLimits } from './question-limits';

/** What a customer could spend now: asked of the assessment, and answered while the caller waits. */
@Module({
  controllers: [PurchasePowerController, AssessedPurchasePowerController],
  providers: [AskPurchasePower, OpenQuestions, PurchasePowerNotices, QuestionLimits],
})
export class PurchasePowerModule {}
