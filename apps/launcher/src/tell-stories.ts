import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { guardian } from '@mayfly/local-stack';
import type { MayflySystem } from './mayfly/start-mayfly';

/** Lets the simulated card network tell its stories on this terminal; settles with its exit code. */
export function tellStories(checkout: string, system: MayflySystem): Promise<number> {
  const program = join(checkout, 'apps/network-simulator/dist/main.js');
  const child = spawn(process.execPath, [program, 'stories'], {
    stdio: 'inherit',
    // Not as arguments: everybody on the machine can read those.
    env: {
      ...process.env,
      MAYFLY_URL: system.urls[0],
      MAYFLY_OPERATOR_KEY: system.operatorKey,
      MAYFLY_ISO8583_LINKS: JSON.stringify(system.links),
    },
  });
  const { pid } = child;
  if (pid !== undefined) guardian.watch(pid, 'SIGTERM');
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      if (pid !== undefined) void guardian.forget(pid);
      resolve(code ?? 1);
    });
  });
}
