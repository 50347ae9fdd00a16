-- How long contracts run and how many stay is learned. What was kept so far knows nothing of it, so that nobody's standing changes with the form.
update model set body = jsonb_set(body, '{contract}', 'null');
