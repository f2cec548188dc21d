import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import * as iso8583 from './index';

test('the example of the README prints what the README says', () => {
  const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
  const [, imported = '', program = ''] =
    /```ts\nimport \{(.*?)\} from '@mayfly\/iso8583';\n(.*?)```/s.exec(readme) ?? [];
  const [, printed] = /It prints\n\n```\n(.*?)\n```/s.exec(readme) ?? [];
  const lines: string[] = [];
  const console = { log: (text: string) => lines.push(text), error: (text: string) => lines.push(text) };
  runInNewContext(`const {${imported}} = iso8583;\n${program}`, { iso8583, console });
  expect(lines.join('\n')).toBe(printed);
});
