import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const checkout = resolve(__dirname, '..');
const page = readFileSync(resolve(checkout, 'docs/data-model.md'), 'utf8');

function tablesIn(folder: string): string[] {
  return readdirSync(resolve(checkout, folder)).flatMap((file) =>
    [...readFileSync(resolve(checkout, folder, file), 'utf8').matchAll(/^create table (\w+)/gim)].map(
      ([, name = '']) => name,
    ),
  );
}

function tablesOn(section: string): string[] {
  const text = page.split('\n## ').find((part) => part.startsWith(section)) ?? '';
  return [...text.matchAll(/^\| `(\w+)`/gm)].map(([, name = '']) => name);
}

it('the page on the data names every table of both databases, and no other', () => {
  const card = [...tablesIn('apps/card-service/migrations'), ...tablesIn('libs/messaging/migrations')];
  expect(tablesOn('Card service').sort()).toEqual(card.sort());
  expect(tablesOn('Assessment worker').sort()).toEqual(tablesIn('apps/assessment-worker/migrations').sort());
});
