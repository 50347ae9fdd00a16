-- Filters that somebody saved under a name. A segment has no people in it: who is in it is found whenever it is asked for.
create table segment (
  id integer primary key generated always as identity,
  name text not null,
  -- In the words of the API's query.
  filter jsonb not null,
  shared boolean not null,
  made_by text not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  unique (made_by, name)
);
