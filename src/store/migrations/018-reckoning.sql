-- How the company reckons money to come: the share of what is paid that is margin (null: as orders say that tell what they cost), what a
-- year takes off, and how many years it looks ahead.
alter table company
  add column margin double precision check (margin between 0 and 1),
  add column discount double precision not null default 0.1 check (discount between 0 and 1),
  add column years smallint not null default 3 check (years between 1 and 10);
