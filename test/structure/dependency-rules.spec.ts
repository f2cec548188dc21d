import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const checkout = resolve(__dirname, '../..');

/** A small workspace with the layout of this one, examined by the rules of this one. */
describe('the dependency rules', () => {
  let workspace: string;

  beforeEach(() => {
    workspace = mkdtempSync(join(tmpdir(), 'rules-spec-'));
    symlinkSync(join(checkout, 'node_modules'), join(workspace, 'node_modules'));
    file('test/tsconfig.json', '{}');
    file('libs/a/src/one.ts', 'export const one = 1;');
  });

  afterEach(() => {
    rmSync(workspace, { recursive: true });
  });

  function file(path: string, content: string): void {
    mkdirSync(dirname(join(workspace, path)), { recursive: true });
    writeFileSync(join(workspace, path), content);
  }

  function examine(): { status: number | null; stdout: string } {
    const program = join(checkout, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const rules = join(checkout, '.dependency-cruiser.cjs');
    return spawnSync(process.execPath, [program, '--config', rules, '.'], {
      cwd: workspace,
      encoding: 'utf8',
    });
  }

  it('let a clean workspace pass', () => {
    file('libs/a/src/two.ts', `import { one } from './one'; export const two = one + 1;`);
    file('apps/x/src/x.spec.ts', `import '../spec/client';`);
    file('apps/x/spec/client.ts', `import '../../network-simulator/src/client/api';`);
    file('apps/network-simulator/src/client/api.ts', 'export {};');
    expect(examine()).toMatchObject({ status: 0 });
  });

  it('let a package import what it declares, of others and of its own house', () => {
    const declared = { dependencies: { uuid: '11.1.1', '@mayfly/money': '0.1.0' } };
    file('apps/x/package.json', JSON.stringify(declared));
    file(
      'apps/x/src/x.ts',
      `import { v7 } from 'uuid'; import { Money } from '@mayfly/money'; export { v7, Money };`,
    );
    expect(examine()).toMatchObject({ status: 0 });
  });

  it.each([
    [
      'no-circular-import',
      {
        'libs/a/src/two.ts': `import { three } from './three'; export const two = three;`,
        'libs/a/src/three.ts': `import { two } from './two'; export const three = two;`,
      },
    ],
    [
      'apps-never-import-each-other',
      { 'apps/x/src/x.ts': `import '../../y/src/y';`, 'apps/y/src/y.ts': 'export {};' },
    ],
    [
      'a-spec-knows-another-app-as-its-client-does',
      { 'apps/x/spec/x.ts': `import '../../y/src/y';`, 'apps/y/src/y.ts': 'export {};' },
    ],
    [
      'what-specs-share-is-not-shipped',
      { 'apps/x/src/x.ts': `import '../spec/y';`, 'apps/x/spec/y.ts': 'export {};' },
    ],
    [
      'libraries-never-import-apps',
      { 'libs/a/src/two.ts': `import '../../../apps/y/src/y';`, 'apps/y/src/y.ts': 'export {};' },
    ],
    [
      'only-messaging-knows-kafkajs',
      { 'apps/x/src/x.ts': `import { Kafka } from 'kafkajs'; export { Kafka };` },
    ],
    ['only-postgres-knows-the-driver', { 'apps/x/src/x.ts': `import { Pool } from 'pg'; export { Pool };` }],
    [
      'rules-are-pure',
      { 'apps/x/src/rules/x.ts': `import { createPool } from '@mayfly/postgres'; export { createPool };` },
    ],
    [
      'packages-import-only-what-they-declare',
      {
        'package.json': '{ "dependencies": { "uuid": "11.1.1" } }',
        'apps/x/package.json': '{ "dependencies": {} }',
        'apps/x/src/x.ts': `import { v7 } from 'uuid'; export { v7 };`,
      },
    ],
    [
      'packages-import-only-what-they-declare',
      {
        'libs/b/package.json': '{ "dependencies": { "uuid": "11.1.1" } }',
        'libs/b/src/b.ts': `import type { Money } from '@mayfly/money'; export type { Money };`,
      },
    ],
    [
      'no-development-package-in-production-code',
      {
        'libs/b/package.json': '{ "devDependencies": { "@mayfly/money": "0.1.0" } }',
        'libs/b/src/b.ts': `import type { Money } from '@mayfly/money'; export type { Money };`,
      },
    ],
    [
      'the-root-declares-what-its-tests-import',
      {
        'package.json': '{ "devDependencies": {} }',
        'test/x.spec.ts': `import { v7 } from 'uuid'; export { v7 };`,
      },
    ],
  ])('refuse what breaks %s', (rule, files) => {
    for (const [path, content] of Object.entries(files)) file(path, content);
    const { status, stdout } = examine();
    expect(status).not.toBe(0);
    expect(stdout).toContain(rule);
  });
});
