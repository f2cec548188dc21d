/** The first event of each authorization: one statement must not write the same row twice. */
export function oncePerAuthorization<T extends { readonly authorizationId: string }>(
  events: readonly T[],
): T[] {
  const first = new Map<string, T>();
  for (const event of events) {
    if (!first.has(event.authorizationId)) first.set(event.authorizationId, event);
  }
  return [...first.values()];
}
