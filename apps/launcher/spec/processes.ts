import { execFileSync } from 'node:child_process';

/** A process and all that it started, and they, and so on. */
export function familyOf(pid: number): number[] {
  const table = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const family = [pid];
  for (const member of family) {
    for (const [child = 0, parent] of table) if (parent === member) family.push(child);
  }
  return family;
}
