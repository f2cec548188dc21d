import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { CannotStart } from '../cannot-start';
import { cacheDirectory, kafkaFolder, kafkaJars, kafkaToolJars } from './kafka-jars';

describe('the cache of the broker', () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cache-spec-'));
    mkdirSync(join(folder, 'bin'));
    env = {
      PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
      XDG_CACHE_HOME: join(folder, 'cache'),
    };
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** A Maven of our own: the real one would need the network, and cannot be told to fail half-way. */
  function maven(script: string): void {
    const file = join(folder, 'bin', 'mvn');
    writeFileSync(
      file,
      `#!/bin/sh
[ "$1" = -version ] && exit 0
for argument; do case $argument in -DoutputDirectory=*) into=\${argument#*=};; esac; done
${script}
`,
    );
    chmodSync(file, 0o755);
  }

  const complete = `
    touch "$into/kafka.jar"; echo "Downloaded from central: https://repo/kafka.jar (6 MB at 1 MB/s)"
    touch "$into/log4j.jar"; echo "Downloaded from central: https://repo/log4j.jar (1 MB at 1 MB/s)"`;

  const names = (jars: readonly string[]): string[] => jars.map((jar) => basename(jar));

  it('is filled once, with a line of progress, and used from then on', async () => {
    maven(complete);
    const progress: string[] = [];
    expect(names(await kafkaJars((line) => progress.push(line), env))).toEqual(['kafka.jar', 'log4j.jar']);
    expect(progress.at(-1)).toBe('downloading Apache Kafka, this once: 2 files');

    maven('exit 1');
    expect(names(await kafkaJars(() => undefined, env))).toEqual(['kafka.jar', 'log4j.jar']);
  });

  it('takes nothing from a download that failed half-way, and shows what Maven said', async () => {
    maven('touch "$into/kafka.jar"; echo "Could not resolve host: repo.maven.apache.org"; exit 1');
    const failed = kafkaJars(() => undefined, env);
    await expect(failed).rejects.toThrow(CannotStart);
    await expect(failed).rejects.toThrow('Could not resolve host');
    expect(readdirSync(cacheDirectory(env))).toEqual([]);

    maven(complete);
    expect(names(await kafkaJars(() => undefined, env))).toEqual(['kafka.jar', 'log4j.jar']);
  });

  it('does not mistake the leftovers of a download that was killed for a complete one', async () => {
    maven('touch "$into/kafka.jar"; kill -9 $$');
    await expect(kafkaJars(() => undefined, env)).rejects.toThrow(CannotStart);

    maven(complete);
    expect(names(await kafkaJars(() => undefined, env))).toEqual(['kafka.jar', 'log4j.jar']);
  });

  it('has one complete copy when several begin at once', async () => {
    maven(complete);
    const all = await Promise.all([1, 2, 3].map(() => kafkaJars(() => undefined, env)));
    expect(new Set(all.map((jars) => jars.join()))).toHaveProperty('size', 1);
    expect(all[0]?.every((jar) => existsSync(jar))).toBe(true);
    expect(readdirSync(cacheDirectory(env))).toHaveLength(1);
  });

  it("keeps the tools' jars apart from the broker's", async () => {
    maven(complete);
    const [broker, tools] = await Promise.all([
      kafkaJars(() => undefined, env),
      kafkaToolJars(() => undefined, env),
    ]);
    expect(names(tools)).toEqual(names(broker));
    expect(tools).not.toEqual(broker);
  });

  it('names tools of the version of the broker', () => {
    const [broker, tools] = ['pom.xml', 'tools/pom.xml'].map(
      (pom) => /<kafka.version>(.+)</.exec(readFileSync(join(kafkaFolder, pom), 'utf8'))?.[1],
    );
    expect(tools).toBe(broker);
  });
});
