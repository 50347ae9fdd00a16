-- What takes seconds to draw of very many customers, as it was last drawn: a process that starts shows it until it has drawn it anew. Sums and shares alone, nobody by name.
create table picture (
  name text collate "C" primary key,
  -- Of which telling, after which imports.
  of text not null,
  -- What could be seen when it was begun, and the oldest look at what is stored that it rests on.
  snapshot text not null,
  begun_at timestamptz not null,
  as_of timestamptz not null,
  took_ms double precision not null,
  value json not null
);
