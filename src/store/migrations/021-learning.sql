-- How often a model is learned anew by itself, at night.
alter table company add column learning text not null default 'weekly' check (learning in ('off', 'weekly', 'monthly'));
