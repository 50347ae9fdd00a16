-- What is counted of facts of a year: what was given to customers (what recoveries cost, moments, points that were used), and referrals by their step. It is a tenth of all facts, and is read in
-- these indexes alone: a look at every fact took longer than all else that is told of winning and keeping.
create index fact_given on fact (at) include (kind, cost, points) where retracted_at is null and (kind in (5, 8) or (kind = 2 and points > 0));
create index fact_invited on fact (at) where retracted_at is null and kind = 17 and body ->> 'step' = 'invited';
create index fact_joined on fact (at) where retracted_at is null and kind = 17 and body ->> 'step' = 'joined';
create index fact_bought on fact (at) where retracted_at is null and kind = 17 and body ->> 'step' = 'bought';

-- Who lapsed, and from where: so far a look at every span. Later tellings get it when they are whole.
do $$
declare part text;
begin
  for part in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'span'::regclass loop
    execute format('create index %I on %I (at) include (telling, customer, was, until) where state = 8 and was <> 8', part || '_lapsed', part);
  end loop;
end $$;
