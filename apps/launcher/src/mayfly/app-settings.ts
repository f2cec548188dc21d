import { join } from 'node:path';

/** The applications that make up a running Mayfly. */
export type AppName = 'card-service' | 'assessment-worker';

/** What an instance is started with. */
export interface AppStart {
  readonly app: AppName;
  /** As in its log's file name. */
  readonly name: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly logFile: string;
  /** On which a debugger can attach. */
  readonly debugPort?: number;
}

/** Of the first instance of each, where debuggers are let in. */
export const debugPorts: Readonly<Record<AppName, number>> = {
  'card-service': 9229,
  'assessment-worker': 9230,
};

/** The settings that only the card service may see. */
const secretSettings = /^(MAYFLY_OPERATOR_KEY|CARD_.*|ISO8583_.*)$/;

const portSetting: Record<AppName, string> = { 'card-service': 'PORT', 'assessment-worker': 'HEALTH_PORT' };

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of an application: the worker learns neither the keys of the card numbers nor their database. */
export function appEnvironment(app: AppName, settings: Environment): Environment {
  if (app === 'card-service') return settings;
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !secretSettings.test(name)));
}

/**
 * How each instance is to be started. The first of each application takes the port that the settings name, the others
 * one of `ports`: chosen beforehand, so that an instance has the same one when it is started again.
 */
export function instances(
  counts: Readonly<Record<AppName, number>>,
  settings: Environment,
  ports: readonly number[],
  logDir: string,
  debuggers = false,
): AppStart[] {
  const apps: readonly AppName[] = ['card-service', 'assessment-worker'];
  const places = apps.flatMap((app) => Array.from({ length: counts[app] }, (_, index) => ({ app, index })));
  return places.map(({ app, index }, place) => {
    const setting = portSetting[app];
    const named = index === 0 ? settings[setting] : undefined;
    const name = `${app}-${index + 1}`;
    return {
      app,
      name,
      env: {
        ...appEnvironment(app, settings),
        [setting]: named ?? String(ports[place]),
        // A port can be listened on once.
        ...(index > 0 && { ISO8583_LINKS: undefined }),
      },
      logFile: join(logDir, `${name}.log`),
      ...(debuggers && index === 0 && { debugPort: debugPorts[app] }),
    };
  });
}
