-- With the facts of an episode, the way back to those before them (FactsTrail): what was known at a moment is told from memory.
-- Where it is empty, as for all that stands when this comes, the history tells.

alter table projection.episode_facts_v2 add column trail bytea not null default '';
alter table projection.episode_facts_v2 alter column trail set storage external;
