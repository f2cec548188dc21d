import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { LoadJob, LoadOutcome } from './load-job';

/** Has a generator of its own process send the load of a job. */
export function runLoad(job: LoadJob): Promise<LoadOutcome> {
  return new Promise((resolve, reject) => {
    const generator = fork(join(__dirname, 'generator.js'), { serialization: 'advanced' });
    let outcome: LoadOutcome | undefined;
    generator.once('message', (message) => {
      outcome = message as LoadOutcome;
    });
    generator.once('error', reject);
    generator.once('exit', (code) => {
      if (outcome === undefined) reject(new Error(`the generator ended with exit code ${String(code)}`));
      else resolve(outcome);
    });
    generator.send(job);
  });
}
