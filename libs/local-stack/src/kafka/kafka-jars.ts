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

/** The broker's jars, in a fixed order; downloads them when the cache has none. */
export async function kafkaJars(progress: Progress, env: NodeJS.ProcessEnv = process.env): Promise<string[]> {
  const pom = readFileSync(join(kafkaFolder, 'pom.xml'));
  const hash = createHash('sha256').update(pom).digest('hex').slice(0, 12);
  const folder = join(cacheDirectory(env), `kafka-${hash}`);
  if (!existsSync(folder)) await download(folder, progress, env);
  return readdirSync(folder)
    .sort()
    .map((jar) => join(folder, jar));
}

/**
 * The folder gets its name only when it is complete, by one rename: an interrupted download leaves nothing that looks
 * finished, and of several at once the first to be complete wins.
 */
async function download(folder: string, progress: Progress, env: NodeJS.ProcessEnv): Promise<void> {
  const maven = findMaven(env);
  const unfinished = `${folder}.${randomUUID()}.unfinished`;
  guardian.remove(unfinished);
  await mkdir(unfinished, { recursive: true });
  try {
    await copyDependencies(maven, unfinished, progress, env);
    await rename(unfinished, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
    await guardian.keep(unfinished);
  }
}

async function copyDependencies(
  maven: string,
  into: string,
  progress: Progress,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const child = spawn(
    maven,
    [
      '-B',
      '-f',
      join(kafkaFolder, 'pom.xml'),
      'dependency:copy-dependencies',
      '-DincludeScope=runtime',
      `-DoutputDirectory=${into}`,
    ],
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
  progress('downloading Apache Kafka, this once');
  let jars = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (!/Downloaded from .*\.jar /.test(line)) continue;
    jars += 1;
    progress(`downloading Apache Kafka, this once: ${jars} files`);
  }
  const code = await ended;
  if (code !== 0) {
    throw new CannotStart(
      `Maven could not download Kafka (exit code ${code ?? 'unknown'}):\n${lines.slice(-15).join('\n')}`,
    );
  }
}
