import type { LocalServers } from '@mayfly/local-stack';

/** The servers of this test run, between its setup and its teardown; undefined when the environment named others. */
export const testServers: { running: LocalServers | undefined } = { running: undefined };
