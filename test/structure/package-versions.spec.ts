import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

const checkout = resolve(__dirname, '../..');
const packages = ['apps', 'libs'].flatMap((folder) =>
  readdirSync(join(checkout, folder)).map((name) => join(folder, name)),
);

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function readJson(folder: string, file: string): unknown {
  return JSON.parse(readFileSync(join(checkout, folder, file), 'utf8'));
}

/** Of each declared package the versions that are asked for, and by whom. */
function declarations(): Map<string, Map<string, string[]>> {
  const declared = new Map<string, Map<string, string[]>>();
  for (const folder of ['.', ...packages]) {
    const manifest = readJson(folder, 'package.json') as Manifest;
    const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
    for (const [name, version] of Object.entries(wanted)) {
      const versions = declared.get(name) ?? new Map<string, string[]>();
      declared.set(name, versions.set(version, [...(versions.get(version) ?? []), folder]));
    }
  }
  return declared;
}

describe('declared packages', () => {
  it('are asked for in one exact version, whoever declares them', () => {
    const declared = [...declarations()];
    expect(declared.length).toBeGreaterThan(0);
    const exact = ([version = '']: Iterable<string>) => /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version);
    const wrong = declared.filter(([, versions]) => versions.size > 1 || !exact(versions.keys()));
    expect(Object.fromEntries(wrong.map(([name, versions]) => [name, Object.fromEntries(versions)]))).toEqual(
      {},
    );
  });
});

describe('packages of this checkout', () => {
  it.each(packages)('%s is compiled after those that it depends on', (folder) => {
    const { dependencies = {} } = readJson(folder, 'package.json') as Manifest;
    const { references = [] } = readJson(folder, 'tsconfig.json') as { references?: { path: string }[] };
    const own = Object.keys(dependencies).filter((name) => name.startsWith('@mayfly/'));
    expect(references.map(({ path }) => `@mayfly/${basename(path)}`).sort()).toEqual(own.sort());
  });
});
