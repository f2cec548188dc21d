import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { CannotStart } from '../cannot-start';

/** The Java that runs the broker. */
export interface Java {
  readonly command: string;
  /** As it describes itself; differs between any two builds. */
  readonly version: string;
}

const needed = 17;

const otherWays =
  'Or do without: "docker compose up" where Docker runs, or name servers of your own in ' +
  'CARD_DATABASE_URL, ASSESSMENT_DATABASE_URL and KAFKA_BROKERS.';

/** Java 17 or later, from JAVA_HOME or the PATH; throws {@link CannotStart} that says what to install. */
export function findJava(env: NodeJS.ProcessEnv = process.env): Java {
  const command = env['JAVA_HOME'] ? join(env['JAVA_HOME'], 'bin', 'java') : 'java';
  const { error, stderr, status } = spawnSync(command, ['-version'], { env, encoding: 'utf8' });
  const advice =
    `Install a Java runtime, version ${needed} or later (Debian, Ubuntu: apt install openjdk-17-jre-headless; ` +
    `Fedora: dnf install java-21-openjdk-headless; macOS: brew install openjdk). ${otherWays}`;
  if (error !== undefined || status !== 0)
    throw new CannotStart(`Kafka needs Java, and "${command}" cannot be run. ${advice}`);
  const major = Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0);
  if (major < needed)
    throw new CannotStart(`Kafka needs Java ${needed}, and "${command}" is version ${major}. ${advice}`);
  return { command, version: stderr };
}

/** Maven, from the PATH; needed once, to download the broker. Throws {@link CannotStart} that says what to install. */
export function findMaven(env: NodeJS.ProcessEnv = process.env): string {
  const command = 'mvn';
  if (spawnSync(command, ['-version'], { env }).error === undefined) return command;
  throw new CannotStart(
    'Kafka is downloaded by Maven, and "mvn" cannot be run. Install Maven (Debian, Ubuntu: apt install maven; ' +
      `Fedora: dnf install maven; macOS: brew install maven). ${otherWays}`,
  );
}
