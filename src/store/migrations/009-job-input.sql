-- What a job is to work on: a file, a list to write. Work of one kind on one thing that nobody has begun need not be asked for twice.
alter table job add column input jsonb not null default '{}';
-- How long it may take yet, as whoever works on it can tell.
alter table job add column seconds_left integer;
drop index one_job_of_a_kind_not_begun;
create unique index one_job_of_a_kind_not_begun on job (kind, input) where state = 'waiting' and tries = 0;
