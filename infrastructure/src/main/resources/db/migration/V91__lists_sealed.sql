-- Lists keep what is personal sealed. Those that an earlier release filled in clear are made anew from the first event.
truncate projection.client_v1, projection.therapist_v1, projection.account_v1;
delete from projection.parked_event where processor in ('clients-v1', 'therapists-v1', 'accounts-v1');
update axon.token set token = null, token_type = null, owner = null
where processor_name in ('clients-v1', 'therapists-v1', 'accounts-v1');
