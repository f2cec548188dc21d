import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const checkout = resolve(__dirname, '../..');
const { scripts } = JSON.parse(readFileSync(resolve(checkout, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
/** They are other people's programs, or run what has a help of its own. */
const ofOthers = new Set(['build', 'lint', 'format', 'check']);
const commands = Object.keys(scripts).filter((name) => !ofOthers.has(name));

describe('every command says what it does, what it takes, how it ends, and gives an example', () => {
  it.each(commands)('%s', (name) => {
    const [program = '', ...args] = (scripts[name] ?? '').split(' ');
    const env = { ...process.env, CARD_DATABASE_URL: undefined, ASSESSMENT_DATABASE_URL: undefined };
    const said = spawnSync(program, [...args, '--help'], {
      cwd: checkout,
      env,
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(said).toMatchObject({ status: 0, stderr: '' });
    expect(said.stdout).toContain(`npm run ${name}\n`);
    expect(said.stdout).toMatch(/\nExit code 0 when all is well; [^\n]+\.\nExample: npm run [^\n]+\n$/);
  });
});
