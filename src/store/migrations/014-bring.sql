-- Files that people bring in through the screen, kept for some days so that they can be looked at, checked and imported by whatever process has
-- time for it; and the rows that an import refused, for whoever mends them. They hold rows as they were sent, so backups leave them out.
create table upload (
  id text collate "C" primary key,
  holds text not null check (holds in ('rows', 'rejects')),
  name text not null,
  -- How long its sender said that it will be.
  expected bigint,
  bytes bigint not null default 0,
  whole boolean not null default false,
  made_at timestamptz not null,
  made_by text not null,
  touched_at timestamptz not null,
  -- What its rows mean, as far as somebody has said.
  mapping text,
  mapping_name text,
  -- What the last check of it found, and what became of its import.
  checked jsonb,
  outcome jsonb
);
create index upload_touched on upload (touched_at);

-- Its bytes, in pieces as they came. Not compressed again and again while they are moved about: they live for days, not years.
create table upload_part (
  upload text collate "C" not null references upload on delete cascade,
  at bigint not null,
  bytes bytea not null,
  primary key (upload, at)
);
alter table upload_part alter column bytes set storage external;

-- What the rows of a company's files mean, remembered for the next file of the kind.
create table mapping (
  name text collate "C" primary key,
  text text not null,
  -- The columns' names of the file that it was made for, by which the next one is known; empty where that had none.
  header text[] not null,
  made_at timestamptz not null,
  made_by text not null,
  used_at timestamptz
);

-- Who imported, and by which job: its next try finds what the one before has done.
alter table import add column made_by text;
alter table import add column job bigint;
