import { createRequire } from 'node:module';

/** What is mended of kafkajs' internals; its version is pinned, so they cannot change behind our back. */
interface RequestQueue {
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests(): void;
}

const internals = createRequire(__filename);
const mended = new WeakSet();

/**
 * kafkajs 2.2.4 keeps a timer per broker connection that is armed again with `throttledUntil - Date.now()`. When the
 * connection is not throttled that is a huge negative number, which Node turns into 1 ms: every connection wakes the
 * process a thousand times a second for nothing. The timer is needed only while requests wait (for a throttle to end,
 * or for a free place in flight), so it is armed only then.
 */
export function stopBusyTimer(): void {
  const { prototype } = internals('kafkajs/src/network/requestQueue') as { prototype: RequestQueue };
  if (mended.has(prototype)) return;
  mended.add(prototype);
  const schedule = Reflect.get(prototype, 'scheduleCheckPendingRequests');
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
    if (this.pending.length > 0) schedule.call(this);
  };
}
