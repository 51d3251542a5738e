package io.lumbar.infrastructure.axon;

import io.lumbar.domain.account.Account;
import io.lumbar.domain.account.AccountCommand;
import io.lumbar.domain.account.AccountDecider;
import io.lumbar.domain.account.AccountEvent;
import org.axonframework.modelling.command.AggregateRoot;

@AggregateRoot(type = "account")
final class AccountAggregate extends DecidedAggregate<AccountCommand, Account, AccountEvent> {
    AccountAggregate() {
        super(new AccountDecider());
    }
}
