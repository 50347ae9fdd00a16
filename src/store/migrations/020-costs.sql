-- What was spent to win customers and to keep them, as files of the company say. Nothing of any customer.
create table cost_file (
  id integer primary key generated always as identity,
  name text not null,
  -- Of its rows, so that the very same costs count once, however their file is written.
  digest text collate "C" not null unique,
  brought_at timestamptz not null,
  brought_by text not null
);

create table cost (
  file integer not null references cost_file on delete cascade,
  n integer not null,
  purpose text not null check (purpose in ('win', 'keep')),
  channel text,
  campaign text,
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  -- Minor units of the company's currency.
  amount bigint not null check (amount >= 0),
  primary key (file, n)
);
