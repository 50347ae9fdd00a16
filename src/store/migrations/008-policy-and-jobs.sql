-- A policy that can be changed, and the work in the background that this takes.

alter table policy add column actor text not null default 'troth';
alter table policy alter column actor drop default;
-- The version whose settings these are again, where somebody went back.
alter table policy add column same_as integer references policy;

-- What was ever shown as the map, and under what it was told; outlives the telling itself.
create table shown_telling (
  telling integer primary key,
  policy integer not null references policy,
  model integer not null,
  shown_at timestamptz not null
);
insert into shown_telling (telling, policy, model, shown_at) select id, policy, model, made_at from telling where state <> 'making';

-- What is done in the background. Who works on a kind of job holds that kind's advisory lock: a job that is running and whose lock is free was
-- left by a process that is gone. (Rows locked with `for update skip locked` would need a transaction as long as the work.)
create table job (
  id bigint primary key generated always as identity,
  kind text not null,
  reason text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  asked_at timestamptz not null,
  asked_by text not null,
  -- A try that failed is waited after.
  not_before timestamptz not null,
  begun_at timestamptz,
  ended_at timestamptz,
  -- Begun so often; also tells the work of this try from that of one that was thought dead.
  tries integer not null default 0,
  cancelled boolean not null default false,
  phase text,
  done bigint,
  total bigint,
  outcome jsonb
);
-- Work of one kind that nobody has begun need not be asked for twice.
create unique index one_job_of_a_kind_not_begun on job (kind) where state = 'waiting' and tries = 0;
create index job_open on job (kind) where state in ('waiting', 'running');
