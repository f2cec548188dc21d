import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { eventually, isRunning } from '../../spec/eventually';

const guardianModule = resolve(__dirname, '../../dist/guardian/guardian.js');

/** A process that has its guardian watch a child which ignores every polite request, and delete a folder. */
async function ward(folder: string): Promise<{ parent: ChildProcess; stubborn: number }> {
  const program = `
    const { guardian } = require(${JSON.stringify(guardianModule)});
    const { spawn } = require('node:child_process');
    const child = spawn('sh', ['-c', 'trap "" TERM INT HUP; echo ignoring; while :; do sleep 0.2; done'], { detached: true });
    guardian.watch(child.pid, 'SIGTERM');
    guardian.remove(${JSON.stringify(folder)});
    child.stdout.once('data', () => console.log(child.pid));
    setInterval(() => undefined, 1000);`;
  const parent = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  return { parent, stubborn: Number(line.toString()) };
}

describe('the guardian', () => {
  it('after SIGKILL of the parent ends even what ignores signals, and deletes what was temporary', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'guardian-spec-'));
    const { parent, stubborn } = await ward(folder);
    expect(isRunning(stubborn)).toBe(true);

    parent.kill('SIGKILL');
    await eventually(() => !isRunning(stubborn) && !existsSync(folder), 20_000);
  });
});
