-- What the map was held against, and what came of it: figures over many customers, nothing of any one of them.
create table proof (
  id integer primary key generated always as identity,
  made_at timestamptz not null,
  body jsonb not null
);
