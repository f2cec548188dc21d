import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve as resolvePath } from 'node:path';
import { createInterface } from 'node:readline';
import { CannotStart } from '../cannot-start';
import { guardian } from '../guardian/guardian';
import { findMaven } from './java';

/** Told how a download goes, in words for one line of a terminal. */
export type Progress = (line: string) => void;

/** Files that go with this library: the pom that names the jars, and the broker's logging. */
export const kafkaFolder = resolvePath(__dirname, '../../kafka');

/** The user's cache of what is downloaded or made once. */
export function cacheDirectory(env: NodeJS.ProcessEnv = process.env): string {
  return join(env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'mayfly');
}

/** Jars that are downloaded together. */
interface JarSet {
  /** Of the folder in the cache, before the hash of the pom. */
  readonly name: string;
  /** As shown to people. */
  readonly title: string;
  readonly pom: string;
}

const broker: JarSet = { name: 'kafka', title: 'Apache Kafka', pom: join(kafkaFolder, 'pom.xml') };
const tools: JarSet = {
  name: 'kafka-tools',
  title: "Apache Kafka's tools",
  pom: join(kafkaFolder, 'tools/pom.xml'),
};

/** The broker's jars, in a fixed order; downloads them when the cache has none. */
export function kafkaJars(progress: Progress, env: NodeJS.ProcessEnv = process.env): Promise<string[]> {
  return jarsOf(broker, progress, env);
}

/** The jars of Kafka's command-line tools, of the broker's version, in a fixed order; downloads them when the cache has none. */
export function kafkaToolJars(progress: Progress, env: NodeJS.ProcessEnv = process.env): Promise<string[]> {
  return jarsOf(tools, progress, env);
}

async function jarsOf(set: JarSet, progress: Progress, env: NodeJS.ProcessEnv): Promise<string[]> {
  const hash = createHash('sha256').update(readFileSync(set.pom)).digest('hex').slice(0, 12);
  const folder = join(cacheDirectory(env), `${set.name}-${hash}`);
  if (!existsSync(folder)) await download(set, folder, progress, env);
  return readdirSync(folder)
    .sort()
    .map((jar) => join(folder, jar));
}

/**
 * The folder gets its name only when it is complete, by one rename: an interrupted download leaves nothing that looks
 * finished, and of several at once the first to be complete wins.
 */
async function download(
  set: JarSet,
  folder: string,
  progress: Progress,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const maven = findMaven(env);
  const unfinished = `${folder}.${randomUUID()}.unfinished`;
  guardian.remove(unfinished);
  await mkdir(unfinished, { recursive: true });
  try {
    await copyDependencies(set, maven, unfinished, progress, env);
    await rename(unfinished, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
    await guardian.keep(unfinished);
  }
}

async function copyDependencies(
  { title, pom }: JarSet,
  maven: string,
  into: string,
  progress: Progress,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const child = spawn(
    maven,
    ['-B', '-f', pom, 'dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${into}`],
    { env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const { pid } = child;
  if (pid !== undefined) {
    guardian.watch(pid, 'SIGTERM');
    void ended.then(() => guardian.forget(pid));
  }
  const lines: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => lines.push(chunk.toString().trimEnd()));
  progress(`downloading ${title}, this once`);
  let jars = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (!/Downloaded from .*\.jar /.test(line)) continue;
    jars += 1;
    progress(`downloading ${title}, this once: ${jars} files`);
  }
  const code = await ended;
  if (code !== 0) {
    throw new CannotStart(
      `Maven could not download ${title} (exit code ${code ?? 'unknown'}):\n${lines.slice(-15).join('\n')}`,
    );
  }
}
