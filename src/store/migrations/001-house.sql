-- The house: who runs this installation, where it serves, and what it sent.
-- Small tables (reference tables on many servers) hold no customer; tables about a customer have it in every key.

create table company (
  id smallint primary key default 1 check (id = 1),
  name text not null,
  zone text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  languages text[] not null,
  -- Keys the hash that turns a customer's key into their number, so that numbers cannot be guessed from keys.
  secret bytea not null check (length(secret) >= 32),
  sample boolean not null default false,
  made_at timestamptz not null
);

create table import (
  id integer primary key generated always as identity,
  what text not null,
  state text not null check (state in ('reading', 'done', 'undone')),
  begun_at timestamptz not null,
  ended_at timestamptz,
  summary jsonb not null default '{}'
);

create table unit (
  key text primary key,
  name text not null,
  parent text,
  attributes jsonb not null default '{}',
  import integer references import
);

create table person (
  key text primary key,
  name text not null,
  unit text,
  team text,
  import integer references import
);

create table promise (
  key text primary key,
  text text not null,
  expectation text not null check (expectation in ('fidelity', 'ownership', 'stability', 'consistency')),
  import integer references import
);

-- How many units of the company's currency one unit of another bought on a day.
create table rate (
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  day date not null,
  per_unit double precision not null check (per_unit > 0),
  import integer references import,
  primary key (currency, day)
);

create table api_key (
  id text primary key,
  name text not null,
  -- SHA-256 of a 256-bit random key: nothing to guess, so no slow hash is needed.
  hash bytea not null unique,
  made_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);

create table audit (
  id bigint primary key generated always as identity,
  at timestamptz not null,
  actor text not null,
  what text not null,
  subject text,
  detail jsonb not null default '{}'
);

create table customer (
  -- Keyed 128-bit hash of the key: known without a look-up.
  customer uuid primary key,
  key text collate "C" not null,
  name text,
  email text,
  joined_at timestamptz,
  channel text,
  campaign text,
  referrer text,
  language text,
  home_unit text,
  attributes jsonb not null default '{}',
  consents jsonb not null default '{}',
  import integer
);
create index customer_by_key on customer (key);

-- Never partitioned by time: a fact sent again with another moment would count twice.
create table fact (
  customer uuid not null,
  source text collate "C" not null,
  id text collate "C" not null,
  kind smallint not null,
  at timestamptz not null,
  unit text,
  person text,
  -- Minor units of the company's currency, converted where the fact was in another. A refund is paid below zero.
  paid bigint,
  list bigint,
  cost bigint,
  -- The kind's own fields as they were sent.
  body jsonb not null,
  import integer,
  retracted_at timestamptz,
  primary key (customer, source, id)
);
-- Undoing an import reads its stretch of the table; a B-tree would cost every insert for it.
create index fact_by_import on fact using brin (import);
