import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Java } from './java';
import { cacheDirectory } from './kafka-jars';

/** Starts a broker with these Java flags, and ends it in good order once it is ready. */
export type Rehearsal = (flags: readonly string[]) => Promise<void>;

/**
 * The Java flags that give the broker its classes already parsed, which halves its start. The archive belongs to one
 * build of Java and one set of jars; it is made once, by a broker that starts for this alone. A Java that cannot make
 * one runs without.
 */
export async function classArchiveFlags(
  java: Java,
  jars: readonly string[],
  rehearse: Rehearsal,
): Promise<string[]> {
  const key = createHash('sha256')
    .update([java.version, ...jars].join('\n'))
    .digest('hex')
    .slice(0, 12);
  const archive = join(cacheDirectory(), `kafka-classes-${key}.jsa`);
  const flags = [`-XX:SharedArchiveFile=${archive}`];
  if (existsSync(archive)) return flags;
  await mkdir(dirname(archive), { recursive: true });
  const unfinished = `${archive}.${randomUUID()}.unfinished`;
  try {
    await rehearse([`-XX:ArchiveClassesAtExit=${unfinished}`]);
    if (!existsSync(unfinished)) return [];
    await rename(unfinished, archive);
    return flags;
  } finally {
    await rm(unfinished, { force: true });
  }
}
