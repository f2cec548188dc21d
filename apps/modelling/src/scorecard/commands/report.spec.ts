import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readScorecard } from '@mayfly/scorecard';
import { temporaryFolder } from '../../../spec/applicants';

// The plotting library is made of modules that Jest cannot load: the command runs as operators run it.
const command = join(__dirname, '../../../dist/main.js');
const shipped = join(__dirname, '../../../../../models/credit/credit-1.json');
const folder = temporaryFolder();
afterAll(() => folder.remove());

function report(...args: string[]): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'scorecard', 'report', ...args], {
    encoding: 'utf8',
  });
  return { code: status, said: stdout + stderr };
}

describe('report', () => {
  it('draws the scorecard and its curves on one page that needs nothing else', () => {
    const out = folder.path('report.html');
    expect(report('--model', shipped, '--out', out)).toEqual({ code: 0, said: `written to ${out}\n` });
    const page = readFileSync(out, 'utf8');
    expect(page.match(/<svg /g)).toHaveLength(4);
    for (const title of ['ROC curve', 'KS', 'Calibration', 'Scores by outcome'])
      expect(page).toContain(title);
    expect(page).not.toMatch(/<script|<link|<img|(src|href)=|url\(/);
    const { characteristics } = readScorecard(readFileSync(shipped, 'utf8'));
    for (const { name, classes } of characteristics) {
      expect(page).toContain(`<h3>${name}</h3>`);
      for (const { label, points } of classes) {
        expect(page).toMatch(new RegExp(`<td>${label}</td>.*<td class="number">${points}</td></tr>`));
      }
    }
  });

  it('is the page that ships', () => {
    const out = folder.path('again.html');
    report('--model', shipped, '--out', out);
    expect(readFileSync(out, 'utf8')).toBe(readFileSync(shipped.replace('.json', '.html'), 'utf8'));
  });

  it('refuses a file that is no scorecard, with exit code 4', () => {
    const model = folder.write('broken.json', '{}');
    expect(report('--model', model, '--out', folder.path('never.html')).code).toBe(4);
  });
});
