import { policyFileOf } from '@mayfly/assessment';
import { databaseUrl, matching, processSettings, wholeNumber, type ProcessSettings } from '@mayfly/process';

/** What the environment tells this process; read once, at start. */
export interface Settings extends ProcessSettings {
  readonly databaseUrl: string;
  /** The policy that decides. */
  readonly policyFile: string;
  /** A candidate that decides in the shadow of it; null: none. */
  readonly shadowPolicyFile: string | null;
  /** Of health and metrics; 0: any free port. */
  readonly healthPort: number;
}

/** Reads and checks the settings; throws `InvalidSetting` naming the first that is wrong. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  return {
    databaseUrl: databaseUrl(env, 'ASSESSMENT_DATABASE_URL'),
    ...processSettings(env),
    policyFile: policyFileOf(
      matching(env, 'POLICY_VERSION', /^[a-z0-9][a-z0-9.-]{0,63}$/, 'the version of a policy', 'policy-1'),
    ),
    shadowPolicyFile: env['SHADOW_POLICY_FILE'] ?? null,
    healthPort: wholeNumber(env, 'HEALTH_PORT', 0, 65535, 3001),
  };
}
