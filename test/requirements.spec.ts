import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const checkout = resolve(__dirname, '..');
/** Each promise to customers, R1 to R16. */
const promised = Array.from({ length: 16 }, (_, at) => `R${at + 1}`);

describe('what customers were promised', () => {
  const specsById = new Map(
    promised.map((id) => [
      id,
      specs()
        .filter((file) => idsIn(file).has(id))
        .sort(),
    ]),
  );
  const page = readFileSync(resolve(checkout, 'docs/promises.md'), 'utf8');

  it.each(promised)('%s has a test that carries its id', (id) => {
    expect(specsById.get(id)).not.toEqual([]);
  });

  it.each(promised)('%s is on its page with the specs that hold it, all of them and no others', (id) => {
    const row = page.split('\n').find((line) => line.startsWith(`| ${id} `)) ?? '';
    const named = [...row.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, path = '']) => resolve(checkout, path));
    expect(named.sort()).toEqual(specsById.get(id));
  });
});

function idsIn(file: string): ReadonlySet<string> {
  const names = readFileSync(file, 'utf8').matchAll(/['"`]((?:R\d+, )*R\d+): /g);
  return new Set([...names].flatMap(([, ids = '']) => ids.split(', ')));
}

function specs(): string[] {
  return ['apps', 'libs', 'test'].flatMap((folder) =>
    readdirSync(resolve(checkout, folder), { encoding: 'utf8', recursive: true })
      .filter((file) => file.endsWith('.spec.ts') && !file.includes('node_modules'))
      .map((file) => resolve(checkout, folder, file)),
  );
}
