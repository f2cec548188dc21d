import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const sources = join(__dirname, '..');
const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).map((file) => join(sources, file));
const code = files.filter((file) => file.endsWith('.ts')).map((file) => readFileSync(file, 'utf8'));
const publishing = files.filter(
  (file) => file.endsWith('.sql') && readFileSync(file, 'utf8').includes('insert into outbox'),
);

describe('the relay is woken for whatever is written into the outbox, by the one place that runs such statements', () => {
  it('of which there are some', () => {
    expect(publishing.length).toBeGreaterThan(5);
  });

  it.each(publishing.map((file) => [basename(file), file] as const))('%s', (name, file) => {
    expect(readFileSync(file, 'utf8')).toMatch(/ as woken_customer_id/);
    const loads = code.filter((text) => text.includes(`(__dirname, '${name}')`));
    expect(loads).toHaveLength(1);
    expect(loads[0]).toContain(`loadPublishingStatement(__dirname, '${name}')`);
  });
});
