-- Customers whom an import changed other than by bringing facts of them (it was undone, or gave them another home) and who are still to be told again.
create table untold (
  customer uuid not null,
  import integer not null,
  primary key (customer, import)
);
