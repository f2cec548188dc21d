import { resolve } from 'node:path';
import { RestartableProcess, type SupervisedProcess } from '@mayfly/local-stack';
import { appEnvironment, type AppName, type AppStart } from './app-settings';

/** One instance of an application. */
export interface AppProcess {
  readonly app: AppName;
  /** Of its HTTP port: the API, or the worker's health. */
  readonly url: string;
  readonly logFile: string;
  /** To kill it, or to start it again on the same port. */
  readonly process: RestartableProcess;
}

const startWithinMs = 60_000;

/** The folder that holds `apps`; the same from src and from dist. */
const checkout = resolve(__dirname, '../../../..');

/** Starts a compiled application; settles when it says over its message channel that it is ready. */
export async function startApp({ app, name, env, logFile, debugPort }: AppStart): Promise<AppProcess> {
  let url = '';
  const started = await RestartableProcess.start(
    {
      name,
      command: process.execPath,
      args: [
        ...(debugPort === undefined ? [] : [`--inspect=127.0.0.1:${debugPort}`]),
        '--enable-source-maps',
        resolve(checkout, 'apps', app, 'dist/main.js'),
      ],
      cwd: checkout,
      env: { ...appEnvironment(app, process.env), ...env },
      logFile,
      stopSignal: 'SIGTERM',
      ipc: true,
    },
    async (child) => {
      url = await readyUrl(child);
    },
    startWithinMs,
  );
  return { app, url, logFile, process: started };
}

function readyUrl({ child }: SupervisedProcess): Promise<string> {
  return new Promise((resolveUrl) => {
    child.on('message', (message: { readonly ready?: boolean; readonly url?: string }) => {
      if (message.ready === true) resolveUrl(message.url ?? '');
    });
  });
}
