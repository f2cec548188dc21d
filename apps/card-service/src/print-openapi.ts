import { createApplication } from './create-application';
import { createLog } from './operation/log';
import { readSettings } from './settings';
import { ApiDescription } from './openapi/api-description';

/** The application is put together and not started: neither PostgreSQL nor Kafka has to be there. */
const nowhere = {
  MAYFLY_SYSTEM: 'local',
  CARD_DATABASE_URL: 'postgres://nobody@localhost:1/none',
  KAFKA_BROKERS: 'localhost:1',
  MAYFLY_OPERATOR_KEY: 'no-key-is-needed-here',
  CARD_VAULT_KEY: '0'.repeat(64),
  CARD_LOOKUP_KEY: '0'.repeat(64),
  CARD_VERIFICATION_KEY: '0'.repeat(32),
};

/** Prints the API's description, for docs/reference/openapi.json. */
async function printOpenApi(): Promise<void> {
  const { app } = await createApplication(readSettings(nowhere), createLog('silent'));
  process.stdout.write(JSON.stringify(app.get(ApiDescription).document), () => process.exit(0));
}

void printOpenApi();
