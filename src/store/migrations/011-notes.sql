-- What people write about a customer. Not facts: they change no standing.

create table note (
  customer uuid not null,
  -- Made by whoever writes it, so that pressing twice writes once.
  id text collate "C" not null,
  at timestamptz not null,
  actor text not null,
  text text not null check (char_length(text) between 1 and 4000),
  primary key (customer, id)
);
