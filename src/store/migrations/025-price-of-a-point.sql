-- What a point costs that a customer uses, in minor units of the company's currency; null where nobody says.
alter table company add column point_minor double precision check (point_minor between 0 and 1000000);
