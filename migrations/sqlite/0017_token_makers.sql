-- Whoever made a token, a person or a token: it never may more than they may. None at the machine itself, and of tokens made before.
alter table tokens add column maker_id blob;
-- The token by which a link was made: the link goes with it.
alter table links add column token_id blob references tokens (id) on delete cascade;
