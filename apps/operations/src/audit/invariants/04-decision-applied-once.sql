-- An answer from the assessment carries the decision it rests on; a decision kept as unapplied was not applied.
select format('authorization %s is %s by assessment without a decision', id, state) as violation
from authorizations
where origin = 'assessment' and decision_id is null
union all
select format('decision %s is applied and kept as %s', d.decision_id, d.cause)
from unapplied_decisions d
join authorizations a on a.decision_id = d.decision_id
