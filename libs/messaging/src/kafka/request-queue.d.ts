/** The part of kafkajs' internals that `busy-timer.ts` mends; kafkajs is pinned, so it cannot change behind our back. */
declare module 'kafkajs/src/network/requestQueue' {
  class RequestQueue {
    pending: unknown[];
    throttleCheckTimeoutId: NodeJS.Timeout | null;
    scheduleCheckPendingRequests(): void;
  }
  export = RequestQueue;
}
