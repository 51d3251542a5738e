-- A screening that is entered late may lie before a word of a physician that is already recorded, which then covers it.
alter table rules.episode add column spoken_at timestamptz;

comment on column rules.episode.spoken_at is 'date of the latest word of a physician; null when there is none';
