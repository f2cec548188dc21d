import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { PurchasePowerRequested } from '@mayfly/contracts';
import type { ReceivedEvent } from '@mayfly/messaging';
import { REQUESTS } from '../consumers';
import { AnswerQuestions } from './answer-questions';

/**
 * Questions for purchase power. They are read by the consumer of the requests, so that a customer's purchases and questions
 * come to the same worker; but Kafka keeps the order within a topic only. An answer needs none: the balances that an
 * earlier purchase left come with the question.
 */
@Controller()
export class QuestionsController {
  constructor(private readonly answerQuestions: AnswerQuestions) {}

  @EventPattern('purchase-power.requested.v1', REQUESTS)
  answer(@Payload() events: readonly ReceivedEvent<PurchasePowerRequested>[]): Promise<void> {
    return this.answerQuestions.execute(events);
  }
}
