import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const checkout = resolve(__dirname, '../..');
const { scripts } = JSON.parse(readFileSync(resolve(checkout, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** Other people's programs. */
const ofOthers = ['build', 'lint', 'format', 'check'];

/** Of each command a value that is none, and what is said of it; nothing where no option takes a value. */
const wrongValues: Readonly<Record<string, readonly [args: string, said: string] | undefined>> = {
  start: ['--workers many', '--workers: a whole number from 1 to 16, not many'],
  demo: ['--card-services 0', '--card-services: a whole number from 1 to 16, not 0'],
  dev: ['--workers 17', '--workers: a whole number from 1 to 16, not 17'],
  test: undefined,
  'test:containers': undefined,
  'break-rules': ['no-scenario', 'SCENARIO: one of those that --list names, not no-scenario'],
  watch: ['--card nobody', "--card: a card's id or the last four digits of its number, not nobody"],
  dlq: ['bury', 'dlq: list or replay, not bury'],
  audit: ['--tolerance-ms soon', '--tolerance-ms: a whole number from 0 to 86400000, not soon'],
  parked: ['--limit all', '--limit: a whole number from 1 to 1000, not all'],
  clock: ['--ahead soon', '--ahead: a whole number and its unit such as 90s, 15m, 24h or 31d, not soon'],
  drift: ['--against hope', '--against: training or before, not hope'],
  replay: [
    '--since yesterday',
    '--since: an instant such as 2026-11-22T08:00:00Z, or 30m, 24h, 7d, not yesterday',
  ],
  load: ['--rate fast', '--rate: a number above 0 and at most 10000000, not fast'],
  guess: ['--guesses 0', '--guesses: a number above 0 and at most 10000000, not 0'],
  scenarios: ['--transport tcp', '--transport: http, iso8583 or both, not tcp'],
  outcome: ['--transport tcp', '--transport: http, iso8583 or both, not tcp'],
  'rotate-keys': undefined,
  generate: undefined,
  scorecard: [
    'train --data a.csv --target t --bad 1 --out b.json --folds many',
    '--folds: a whole number from 2 to 50, not many',
  ],
  backtest: [
    '--transactions nowhere.csv --out o.csv',
    '--transactions: a file that can be read, not nowhere.csv',
  ],
  'generate-world': ['--seed soon --out w.csv', '--seed: a whole number from 0 to 2147483647, not soon'],
  calibrate: ['--fraud-passed much', '--fraud-passed: a cost above 0, not much'],
  'fraud:baseline': ['never', 'VERSION: a model of models/fraud, not never'],
  'fraud:train': ['a/b', 'VERSION: letters, digits, dots and dashes, not a/b'],
  bench: ['--cards 5', '--cards: a whole number from 200000 to 9999990, not 5'],
  'bench:assessment': undefined,
  'bench:iso8583': undefined,
};

/** It may install packages first, which must not be cut short. */
const untilItEnds = 0;

/** What a script of package.json runs; of what scripts/run.mjs would compile first, the compiled program. */
function programOf(name: string): string[] {
  const words = (scripts[name] ?? '').split(' ');
  if (words[1] !== 'scripts/run.mjs') return words;
  const [app = '', entry = 'main'] = (words[2] ?? '').split('/');
  return ['node', `apps/${app}/dist/${entry}.js`, ...words.slice(3)];
}

/** Not the first command of its program. */
function isOneOfSeveral(name: string): boolean {
  const [first] = Object.keys(wrongValues).filter((other) => programOf(other)[1] === programOf(name)[1]);
  return programOf(name)[1]?.startsWith('apps/') === true && first !== name;
}

/** Calls a command where no system is running. */
async function called(
  name: string,
  args: readonly string[],
  [program = '', ...words] = programOf(name),
  withinMs = 20_000,
) {
  const { PATH, HOME, TMPDIR } = process.env;
  const env = { PATH, HOME, TMPDIR, MAYFLY_COMMAND: name };
  const child = spawn(program, [...words, ...args], {
    cwd: checkout,
    env,
    timeout: withinMs,
    killSignal: 'SIGKILL',
  });
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, stdout, stderr };
}

describe('a wrong option', () => {
  jest.setTimeout(60_000);

  it('is tried on every command', () => {
    const tried = [...Object.keys(wrongValues), ...ofOthers];
    expect(tried.sort()).toEqual(Object.keys(scripts).sort());
  });

  it.each(Object.keys(wrongValues))('is named by %s, with exit code 2 and no stack trace', async (name) => {
    const [value, said] = wrongValues[name] ?? [];
    const hint = `npm run ${name} -- --help says what it takes.`;
    if (value !== undefined) {
      const { code, stderr } = await called(name, value.split(' '));
      expect({ code, stderr }).toEqual({ code: 2, stderr: `${said ?? ''}\n${hint}\n` });
    }
    // Commands of one program read options by the same code: one of them is enough.
    if (value !== undefined && isOneOfSeveral(name)) return;
    const { code, stderr } = await called(name, ['--no-such-option']);
    expect(code).toBe(2);
    expect(stderr).toContain('--no-such-option');
    expect(stderr).toContain(hint);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it('is told so by npm, and needs no running system', async () => {
    const told = await called(
      'audit',
      ['--tolerance-ms', 'soon'],
      (scripts['audit'] ?? '').split(' '),
      untilItEnds,
    );
    expect(told).toEqual({
      code: 2,
      stdout: '',
      stderr:
        '--tolerance-ms: a whole number from 0 to 86400000, not soon\nnpm run audit -- --help says what it takes.\n',
    });
  });
});
