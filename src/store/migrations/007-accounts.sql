-- People who log in: their accounts and sessions, the links that let them in once, and who has tried too often. Small tables; none is about a customer.

create table account (
  id text primary key,
  -- As it is compared: lower case, without space around it.
  email text not null unique,
  name text not null,
  role text not null check (role in ('owner', 'analyst', 'manager', 'counter')),
  language text,
  -- scrypt with its parameters and its salt.
  password text not null,
  made_at timestamptz not null,
  disabled_at timestamptz
);

-- The units that managers and counters work for.
create table account_unit (
  account text not null references account,
  unit text not null,
  primary key (account, unit)
);

create table session (
  -- SHA-256 of 256 random bits that only the browser has.
  hash bytea primary key,
  account text not null references account,
  made_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_by_account on session (account);

-- A link that lets somebody do one thing once: begin as owner, join with a role, or set a new password.
create table link (
  id text primary key,
  what text not null check (what in ('begin', 'join', 'reset')),
  hash bytea not null unique,
  account text references account,
  email text,
  role text check (role in ('owner', 'analyst', 'manager', 'counter')),
  units text[] not null default '{}',
  made_by text not null,
  made_at timestamptz not null,
  expires_at timestamptz,
  used_at timestamptz
);

create table attempt (
  -- Keyed hash of an e-mail address or of a network address: whoever tries is counted, not listed.
  subject bytea primary key,
  failures integer not null,
  at timestamptz not null,
  blocked_until timestamptz not null
);

create index audit_by_what on audit (what, id);
create index audit_by_actor on audit (actor, id);
