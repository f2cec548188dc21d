import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const checkout = resolve(__dirname, '..');
/** Each promise to customers, R1 to R16. */
const promised = Array.from({ length: 16 }, (_, at) => `R${at + 1}`);

describe('what customers were promised', () => {
  const tested = new Set(
    specs().flatMap((file) => {
      const names = readFileSync(file, 'utf8').matchAll(/['"`]((?:R\d+, )*R\d+): /g);
      return [...names].flatMap(([, ids = '']) => ids.split(', '));
    }),
  );

  it.each(promised)('%s has a test that carries its id', (id) => {
    expect([...tested]).toContain(id);
  });
});

function specs(): string[] {
  return ['apps', 'libs', 'test'].flatMap((folder) =>
    readdirSync(resolve(checkout, folder), { encoding: 'utf8', recursive: true })
      .filter((file) => file.endsWith('.spec.ts') && !file.includes('node_modules'))
      .map((file) => resolve(checkout, folder, file)),
  );
}
