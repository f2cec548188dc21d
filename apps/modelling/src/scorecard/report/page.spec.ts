import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readScorecard, type Characteristic } from '@mayfly/scorecard';
import { pageOf } from './page';

const shipped = readScorecard(
  readFileSync(join(__dirname, '../../../../../models/credit/credit-1.json'), 'utf8'),
);

describe('the page of a scorecard', () => {
  it('shows names and categories of a table as text, whatever is in them', () => {
    const [first] = shipped.characteristics;
    const hostile = { ...first, name: '<script>alert("x")</script>' } as Characteristic;
    const page = pageOf({ ...shipped, name: 'a & b', characteristics: [hostile] }, []);
    expect(page).not.toContain('<script>');
    expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
    expect(page).toContain('a &amp; b');
  });

  it('says where the scorecard comes from and what played no part', () => {
    const page = pageOf(shipped, []);
    expect(page).toContain(shipped.provenance.data.sha256);
    expect(page).toContain('Age, Marital');
    expect(page).toContain(shipped.report.outOfFold.mean.auc.toFixed(4));
  });
});
