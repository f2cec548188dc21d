import { randomBytes } from 'node:crypto';

/** A prefix for the topics and consumer groups of one test, that nobody else on the cluster has. */
export function disposableTopicPrefix(): string {
  return `t${randomBytes(5).toString('hex')}.`;
}
