import { chmodSync, existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardian } from '../guardian/guardian';
import { mayEnter, unprivilegedUser } from '../postgres/unprivileged-user';

/** A directory that goes when it is removed, or with this process. */
export interface TemporaryDirectory {
  readonly path: string;
  remove(): Promise<void>;
}

/** Makes one. Every user may pass through it: PostgreSQL runs as another user when this process is root's. */
export function temporaryDirectory(): TemporaryDirectory {
  const path = mkdtempSync(join(openPlace(), 'mayfly-'));
  guardian.remove(path);
  chmodSync(path, 0o711);
  return {
    path,
    async remove() {
      await rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
      await guardian.keep(path);
    },
  };
}

/** The place that the system names may be root's alone. */
function openPlace(): string {
  const user = unprivilegedUser();
  if (user === undefined) return tmpdir();
  const places = [tmpdir(), '/tmp', '/var/tmp'];
  return places.find((place) => existsSync(place) && mayEnter(user, place)) ?? tmpdir();
}
