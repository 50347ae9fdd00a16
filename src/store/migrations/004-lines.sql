-- What telling and learning need of an order, counted once when it is kept: unpacking the lines of every basket cost more than all else.
alter table fact add column lines smallint;
alter table fact add column deals smallint;
alter table fact add column points bigint;

comment on column fact.lines is 'Of an order: lines with a known list price. An order without lines is one line, where its list price is known.';
comment on column fact.deals is 'Of these, lines bought below the list price.';
comment on column fact.points is 'Points that an order was paid with in part.';

update fact f set
  lines = case when i.priced > 0 then i.priced when f.list is null then 0 else 1 end,
  deals = case when i.priced > 0 then i.below when f.paid < f.list then 1 else 0 end,
  points = (f.body ->> 'points_used')::bigint
from (
  select customer, source, id, count(*) filter (where item ? 'list') as priced, count(*) filter (where (item ->> 'paid')::bigint < (item ->> 'list')::bigint) as below
  from fact left join lateral jsonb_array_elements(case when jsonb_typeof(body -> 'items') = 'array' then body -> 'items' else '[]' end) item on true
  where kind = 2
  group by customer, source, id
) i
where f.customer = i.customer and f.source = i.source and f.id = i.id;
