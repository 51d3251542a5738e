-- At every start of an instance, whether or not there was anything to migrate.
select eventstore.enter_epoch();
