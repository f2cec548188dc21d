import { parameterNames, preparedText, purchaseScript, type ParameterValues } from './purchase-script';

const sql = `
-- Twice the same: $1.
with member as materialized (
  select * from unnest(
    $1::uuid[], $2::text[], $3::jsonb[]
  ) with ordinality as m (
    card_id, kind,
    decision, ordinal
  )
)
select from cards where id = any ($1::uuid[])`;

const values: ParameterValues = {
  card_id: { made: (purchase) => `ids(${purchase})` },
  kind: { always: '{purchase}' },
  decision: { made: (purchase, given) => `decisions(${given}, ${purchase})`, given: '{}' },
};

describe('a statement of the product', () => {
  it('tells itself what its parameters are for', () => {
    expect(parameterNames(sql)).toEqual(['card_id', 'kind', 'decision']);
    expect(() => parameterNames('select $1')).toThrow('does not name its parameters');
  });

  it('keeps its text but for the parameters', () => {
    const { statements, variables } = purchaseScript([{ prefix: 'admission', sql, values }]);
    const expected = sql
      .replaceAll('$1', 'ids(:purchase)')
      .replace('$2', ':admission_kind')
      .replace('$3', 'decisions(:admission_decision, :purchase)');
    expect(statements).toEqual([expected]);
    expect(variables).toEqual({ admission_kind: '{purchase}', admission_decision: '{}' });
  });

  it('is refused with a parameter that the benchmark knows nothing of', () => {
    const others = { card_id: { always: '{}' } };
    expect(() => purchaseScript([{ prefix: 'admission', sql, values: others }])).toThrow(
      '$2 (kind) has no value',
    );
  });

  it('is refused with what pgbench would take for a variable', () => {
    const slice = sql.replace('select from', 'select kind[1:least] from');
    expect(() => purchaseScript([{ prefix: 'admission', sql: slice, values }])).toThrow('":least"');
  });
});

describe('a script without pgbench', () => {
  it('is prepared with one parameter for each variable', () => {
    expect(preparedText('select ids(:purchase)::uuid[], :kind::text[], ids(:purchase)')).toEqual({
      text: 'select ids($1)::uuid[], $2::text[], ids($1)',
      names: ['purchase', 'kind'],
    });
  });
});
