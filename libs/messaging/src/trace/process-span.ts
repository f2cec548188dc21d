import { SpanKind, SpanStatusCode, trace, type Link } from '@opentelemetry/api';
import type { ReceivedEvent } from '../consume/received-event';
import { parseTraceparent } from './traceparent';

/** Runs the handling of a batch in a span that is linked to what caused each event. Costs next to nothing without an SDK. */
export async function inProcessSpan(
  groupId: string,
  events: readonly ReceivedEvent[],
  handle: () => Promise<void>,
): Promise<void> {
  const topic = events[0]?.topic ?? '';
  const options = {
    kind: SpanKind.CONSUMER,
    links: events.flatMap(linkTo),
    attributes: {
      'messaging.system': 'kafka',
      'messaging.operation.type': 'process',
      'messaging.destination.name': topic,
      'messaging.consumer.group.name': groupId,
      'messaging.batch.message_count': events.length,
    },
  };
  await trace.getTracer('@mayfly/messaging').startActiveSpan(`process ${topic}`, options, async (span) => {
    try {
      await handle();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

function linkTo(event: ReceivedEvent): Link[] {
  const context = parseTraceparent(event.traceparent);
  return context === undefined ? [] : [{ context: { ...context, isRemote: true } }];
}
