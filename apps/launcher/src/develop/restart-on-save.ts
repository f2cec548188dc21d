import { spawn } from 'node:child_process';
import { existsSync, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { guardian } from '@mayfly/local-stack';
import type { AppProcess } from '../mayfly/start-app';
import type { Screen } from '../screen';
import { CompilerOutput } from './compiler-output';
import { isOf, projectsOf } from './projects';
import { RestartInTurn } from './restart-in-turn';

/** An editor writes a file in several steps. */
const settledMs = 50;

/** What is kept running while its code changes. */
export interface Development {
  readonly checkout: string;
  readonly apps: readonly AppProcess[];
  readonly screen: Screen;
}

/**
 * Compiles whatever is saved, and starts the applications anew that are made of it; SQL needs no compiler. While something does not
 * compile, it is shown, and what runs stays as it is.
 *
 * @returns how to end it
 */
export function restartOnSave({ checkout, apps, screen }: Development): () => Promise<void> {
  const parts = new Map(apps.map((app) => [app, projectsOf(join(checkout, 'apps', app.app))]));
  const restarts = new RestartInTurn(screen);
  const changed = new Set<string>();
  let broken = false;
  const restart = (): void => {
    if (broken) return;
    for (const [app, projects] of parts) {
      if ([...changed].some((file) => isOf(projects, file))) restarts.of(app.process);
    }
    changed.clear();
  };

  const stopCompiler = compile(checkout, apps, ({ errors, written }) => {
    broken = errors.length > 0;
    for (const line of errors) screen.say(`  ${line}`);
    if (broken) screen.say('  what runs is left as it is until this compiles');
    // The compiler touches what it did not have to write anew; declarations and maps run nowhere.
    for (const file of written.filter((name) => name.endsWith('.js'))) changed.add(file);
    restart();
  });

  let settled: NodeJS.Timeout | undefined;
  const projects = new Set([...parts.values()].flatMap((of) => [...of]));
  const watchers = [...projects].flatMap(foldersOf).map((folder) =>
    watch(folder, (_event, name) => {
      if (name?.endsWith('.sql') !== true) return;
      changed.add(join(folder, name));
      clearTimeout(settled);
      settled = setTimeout(restart, settledMs);
    }),
  );
  return async () => {
    clearTimeout(settled);
    for (const watcher of watchers) watcher.close();
    await stopCompiler();
    await restarts.end();
  };
}

/** Where a project's SQL is. One by one: a watch of a whole tree misses files that an editor puts in the place of others. */
function foldersOf(project: string): string[] {
  const roots = [join(project, 'src'), join(project, 'migrations')].filter((folder) => existsSync(folder));
  return roots.flatMap((root) => [
    root,
    ...readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ parentPath, name }) => join(parentPath, name)),
  ]);
}

function compile(
  checkout: string,
  apps: readonly AppProcess[],
  onRound: (round: ReturnType<CompilerOutput['push']>[number]) => void,
): () => Promise<void> {
  const projects = [...new Set(apps.map(({ app }) => `apps/${app}`))];
  const tsc = join(checkout, 'node_modules/typescript/bin/tsc');
  const options = ['--watch', '--listEmittedFiles', '--pretty', 'false', '--preserveWatchOutput'];
  const child = spawn(process.execPath, [tsc, '-b', ...options, ...projects], {
    cwd: checkout,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.pid !== undefined) guardian.watch(child.pid, 'SIGTERM');
  const output = new CompilerOutput();
  child.stdout.setEncoding('utf8').on('data', (printed: string) => {
    for (const round of output.push(printed)) onRound(round);
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve();
    });
  });
  return async () => {
    child.kill();
    await ended;
    if (child.pid !== undefined) await guardian.forget(child.pid);
  };
}
