import type { AuthorizationRequested } from '@mayfly/contracts';
import type { PurchaseHistory } from './snapshot';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** The history with one more attempt in it that the reading of the history could not see; windows end at `request`. */
export function withAttempt(
  history: PurchaseHistory,
  request: AuthorizationRequested,
  attempt: AuthorizationRequested,
): PurchaseHistory {
  const ageMs = Date.parse(request.requestedAt) - Date.parse(attempt.requestedAt);
  if (ageMs < 0 || ageMs >= dayMs) return history;
  const hour = ageMs < hourMs ? 1 : 0;
  const onCard = attempt.card.cardId === request.card.cardId ? 1 : 0;
  return {
    ...history,
    customerAttemptsLastHour: history.customerAttemptsLastHour + hour,
    customerAttemptsLastDay: history.customerAttemptsLastDay + 1,
    cardAttemptsLastHour: history.cardAttemptsLastHour + hour * onCard,
    cardAttemptsLastDay: history.cardAttemptsLastDay + onCard,
  };
}
