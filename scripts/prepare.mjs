/** What every command needs first: a Node that is new enough, the packages, the compiled projects. No dependency. */
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const checkout = fileURLToPath(new URL('..', import.meta.url));

/** Ends the process when Node is too old to load what Mayfly is made of. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `Mayfly needs Node.js 20.19 or later; this is ${process.versions.node}. See https://nodejs.org.`,
  );
  process.exit(1);
}

/**
 * Installs the packages when there are none, or when the lock file has changed since. Who only wants to run Mayfly waits for a
 * fifth of them: `npm start` needs no test runner and no linter.
 */
export async function install({ toRunOnly = false } = {}) {
  const modules = join(checkout, 'node_modules');
  // npm writes this file last: an interrupted installation does not have it.
  const installed = join(modules, '.package-lock.json');
  const wanted = join(checkout, 'package-lock.json');
  const current = existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs;
  if (current && (toRunOnly || existsSync(join(modules, 'jest')))) return;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // What a developer has stays.
  const what = toRunOnly && !existsSync(join(modules, 'jest')) ? ['--omit=dev'] : [];
  await run(npm, ['ci', '--no-audit', '--no-fund', ...what], { quiet: true });
}

/** Compiles these projects, and those they need, as far as their sources have changed; all projects when none is named. */
export async function build(...projects) {
  await node(['node_modules/typescript/bin/tsc', '-b', ...projects], { quiet: true });
}

/** Runs a Node program of this checkout and settles when it has ended well. */
export function node(args, options) {
  return run(process.execPath, args, options);
}

/** Runs a command; when it fails, throws {@link CommandFailed}. A quiet one prints only then. */
export function run(command, args, { quiet = false, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const output = [];
    const child = spawn(command, args, {
      cwd: checkout,
      env,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new CommandFailed([command, ...args], code ?? 1, signal, output.join('')));
    });
  });
}

/** A command that ended with another exit code than 0. */
export class CommandFailed extends Error {
  constructor(command, code, signal, output) {
    super(`${command.join(' ')} ended with ${signal ?? `exit code ${code}`}\n${output}`);
    this.code = code;
  }
}

/** Runs a script's work; when it fails, says why without a stack trace and gives the exit code. */
export async function main(work) {
  requireNode();
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = error instanceof CommandFailed ? error.code : 1;
  }
}
