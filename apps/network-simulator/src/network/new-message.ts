import { randomUUID } from 'node:crypto';
import type { MessageKey } from './said';

/** The key of a message that is said now. */
export function keyNow(terminalId: string, stan: string): MessageKey {
  const transmittedAt = new Date(Math.floor(Date.now() / 1_000) * 1_000);
  return { acquirerId: '400123', terminalId, stan, transmittedAt };
}

/** A network's id for a purchase that has none yet. */
export function newTransactionId(): string {
  return randomUUID().replaceAll('-', '').slice(0, 15).toUpperCase();
}
