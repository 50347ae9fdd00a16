-- What an answer on recommending counts as, and how orders spread about a customer's own share of list price, are learned. What was kept so far goes
-- by the conventions that were in force, so that nobody's standing changes with the form.
update model set body = jsonb_set(body, '{say,heard}', '{"high": 0.5, "middle": 0, "low": 0}') where jsonb_typeof(body -> 'say') = 'object';
update model set body = jsonb_set(body, '{pay,spread}', to_jsonb(sqrt(greatest(0, (body #>> '{pay,mean}')::float8 * (1 - (body #>> '{pay,mean}')::float8))))) where jsonb_typeof(body -> 'pay') = 'object';
