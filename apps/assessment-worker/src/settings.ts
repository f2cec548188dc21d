import { databaseUrl, processSettings, wholeNumber, type ProcessSettings } from '@mayfly/process';

/** What the environment tells this process; read once, at start. */
export interface Settings extends ProcessSettings {
  readonly databaseUrl: string;
  /** Of health and metrics; 0: any free port. */
  readonly healthPort: number;
}

/** Reads and checks the settings; throws `InvalidSetting` naming the first that is wrong. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  return {
    databaseUrl: databaseUrl(env, 'ASSESSMENT_DATABASE_URL'),
    ...processSettings(env),
    healthPort: wholeNumber(env, 'HEALTH_PORT', 0, 65535, 3001),
  };
}
