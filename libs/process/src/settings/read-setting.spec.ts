import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { matching } from './read-setting';

describe('a setting from a file', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'settings-spec-'));
    writeFileSync(join(folder, 'secret'), 'of-the-file\n');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const read = (env: NodeJS.ProcessEnv) => matching(env, 'SECRET', /^[a-z-]+$/, 'letters');

  it('is what the file holds, without the line feed at its end', () => {
    expect(read({ SECRET_FILE: join(folder, 'secret') })).toBe('of-the-file');
  });

  it('cannot be stated twice', () => {
    const both = { SECRET: 'stated', SECRET_FILE: join(folder, 'secret') };
    expect(() => read(both)).toThrow('SECRET and SECRET_FILE are both set');
  });

  it('names the variable when the file cannot be read, and not the path', () => {
    const path = join(folder, 'nowhere');
    expect(() => read({ SECRET_FILE: path })).toThrow('SECRET_FILE names a file that cannot be read');
    expect(() => read({ SECRET_FILE: path })).not.toThrow(path);
  });
});
