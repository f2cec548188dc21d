import { BaseRpcContext } from '@nestjs/microservices';

/** Where a batch comes from; the second argument of a handler (`@Ctx()`), and what guards and interceptors see. */
export class BatchContext extends BaseRpcContext<[topic: string, attempt: number]> {
  /** The topic, without prefix. */
  get topic(): string {
    return this.args[0];
  }

  /** 1 for the first delivery of these events to the handler by this process, then counting up. */
  get attempt(): number {
    return this.args[1];
  }
}
