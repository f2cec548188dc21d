import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findJava, findMaven } from './java';

describe('what Kafka needs on this machine', () => {
  let bin: string;

  beforeEach(() => {
    bin = mkdtempSync(join(tmpdir(), 'java-spec-'));
  });

  afterEach(() => {
    rmSync(bin, { recursive: true });
  });

  it.each([
    ['Java', 'apt install openjdk', findJava],
    ['Maven', 'apt install maven', findMaven],
  ])('without %s says what to install, and what does instead', (what, installation, find) => {
    const found = (): unknown => find({ PATH: bin });
    expect(found).toThrow(what);
    expect(found).toThrow(installation);
    expect(found).toThrow('docker compose up');
    expect(found).toThrow('CARD_DATABASE_URL, ASSESSMENT_DATABASE_URL and KAFKA_BROKERS');
  });

  it('refuses a Java that is too old', () => {
    const java = join(bin, 'java');
    writeFileSync(java, `#!/bin/sh\necho 'openjdk version "11.0.2" 2019-01-15' >&2\n`);
    chmodSync(java, 0o755);
    expect(() => findJava({ PATH: `${bin}:${process.env['PATH'] ?? ''}` })).toThrow('is version 11');
  });
});
