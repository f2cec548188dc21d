import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const checkout = resolve(__dirname, '../..');
const packages = ['apps', 'libs'].flatMap((folder) =>
  readdirSync(join(checkout, folder)).map((name) => join(folder, name)),
);

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Of each declared package the versions that are asked for, and by whom. */
function declarations(): Map<string, Map<string, string[]>> {
  const declared = new Map<string, Map<string, string[]>>();
  for (const folder of ['.', ...packages]) {
    const manifest = JSON.parse(readFileSync(join(checkout, folder, 'package.json'), 'utf8')) as Manifest;
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
