import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { CannotStart } from '../cannot-start';
import type { SystemUser } from '../processes/supervised-process';

/** PostgreSQL refuses to run as root and wants its user in the password file: its own user if there is one, else nobody. */
export function unprivilegedUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const entries = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = entries.find((entry) => entry.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new CannotStart(
    'PostgreSQL cannot run as root, and this system has neither a postgres user nor nobody.',
  );
}

/** Whether this user may pass through every directory from the root to `path`. */
export function mayEnter(user: SystemUser, path: string): boolean {
  const { uid, gid, mode } = statSync(path);
  const enter = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  const parent = dirname(resolve(path));
  return (mode & enter) !== 0 && (parent === path || mayEnter(user, parent));
}
