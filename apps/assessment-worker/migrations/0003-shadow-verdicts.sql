-- What a candidate policy would have decided, once for each purchase and candidate. It answers nobody.
create table shadow_verdicts (
  authorization_id uuid not null,
  candidate_version text not null,
  verdict_id uuid not null unique, -- the id under which the event is published
  event jsonb not null, -- the data of assessment.shadowed.v1, as published
  shadowed_at timestamptz not null,
  primary key (authorization_id, candidate_version)
);
create index shadow_verdicts_by_time on shadow_verdicts (candidate_version, shadowed_at);
