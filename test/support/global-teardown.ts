import { testServers } from './test-servers';

/** Ends the servers that the setup started. */
export default async function globalTeardown(): Promise<void> {
  await testServers.running?.stop();
}
