-- Relationship: the whole map as told under one policy and one model.

create table policy (
  version integer primary key,
  settings jsonb not null,
  reason text not null,
  made_at timestamptz not null
);

create table model (
  id integer primary key,
  body jsonb not null,
  made_at timestamptz not null
);

create table telling (
  id integer primary key,
  policy integer not null references policy,
  model integer not null references model,
  state text not null check (state in ('making', 'current', 'old')),
  -- Up to which moment time alone has been told.
  until timestamptz not null,
  made_at timestamptz not null
);
create unique index one_current_telling on telling (state) where state = 'current';
create unique index one_telling_in_the_making on telling (state) where state = 'making';

create table standing (
  telling integer not null,
  customer uuid not null,
  -- Grows with every change: an update that finds another number than it read starts over.
  seq integer not null,
  state smallint not null,
  since timestamptz not null,
  rule smallint not null,
  heard boolean not null,
  unit text,
  -- When time alone next changes something, or the figures are due for renewal.
  next_at timestamptz,
  told_at timestamptz not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  bought_at timestamptz,
  head real,
  heart real,
  stay real,
  say real,
  pay real,
  value bigint not null,
  paid bigint not null,
  orders integer not null,
  memory json not null,
  primary key (telling, customer)
) partition by list (telling);

create table span (
  telling integer not null,
  customer uuid not null,
  n integer not null,
  at timestamptz not null,
  until timestamptz not null,
  state smallint not null,
  -- The state before; the same as state where only the unit changed, or whether they are heard.
  was smallint,
  unit text,
  heard boolean not null,
  rule smallint not null,
  -- The kind of the fact that caused it; null where time alone did.
  cause smallint,
  primary key (telling, customer, n)
) partition by list (telling);

-- What a customer spent in a month of the company's calendar, refunds taken off.
create table spend (
  telling integer not null,
  customer uuid not null,
  month date not null,
  paid bigint not null,
  orders integer not null,
  primary key (telling, customer, month)
) partition by list (telling);

-- Customers who changed while a telling was being made: its last pass tells them again.
create table pending (
  telling integer not null,
  customer uuid not null,
  primary key (telling, customer)
);

-- Moves as they happened live. Telling is not acting: only what is here sets anything off.
create table notice (
  customer uuid not null,
  n bigint not null generated always as identity,
  at timestamptz not null,
  what text not null,
  detail jsonb not null default '{}',
  primary key (customer, n)
);
