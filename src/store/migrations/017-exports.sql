-- Files of customers, written in the background and kept for some days so that any process can hand them out. Backups leave them out.
create table export (
  id integer primary key generated always as identity,
  job bigint,
  asked_by text not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  -- In the words of the API's query, with what was searched for.
  filter jsonb not null,
  -- The units that whoever asked reached then; null for all.
  reach text[],
  -- How it is written: columns, order, separator, language.
  form jsonb not null,
  customers integer,
  bytes bigint,
  -- Somebody in it was erased, and the file with them.
  withdrawn boolean not null default false
);
create index export_by_asker on export (asked_by);

-- A file in pieces of whole lines, each with the numbers of whom it is about, so that erasing somebody finds them.
create table export_part (
  export integer not null references export on delete cascade,
  n integer not null,
  bytes bytea not null,
  customers uuid[] not null,
  primary key (export, n)
);
