import { mkdirSync, mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mayEnter } from './unprivileged-user';

describe('another user', () => {
  const stranger = { uid: 54_321, gid: 54_321 };
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'enter-spec-'));
    mkdirSync(join(folder, 'inner'), { mode: 0o755 });
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('may enter a folder when each one on the way lets everybody pass', () => {
    chmodSync(folder, 0o711);
    expect(mayEnter(stranger, join(folder, 'inner'))).toBe(true);
  });

  it('may not enter it when one on the way is closed', () => {
    chmodSync(folder, 0o700);
    expect(mayEnter(stranger, join(folder, 'inner'))).toBe(false);
  });
});
