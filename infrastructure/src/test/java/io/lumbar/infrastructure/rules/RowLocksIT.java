package io.lumbar.infrastructure.rules;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.lumbar.domain.Event;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.therapist.TherapistEvent.CaseloadLimitChanged;
import io.lumbar.infrastructure.client.IdentityKey;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class RowLocksIT extends RuleTables {
    private static final TherapistId ONE = new TherapistId(new UUID(1, 1));
    private static final TherapistId OTHER = new TherapistId(new UUID(1, 2));
    private static final int ROUNDS = 300;

    @Test
    void transactions_that_write_the_same_rows_in_another_order_do_not_wait_for_each_other() throws Exception {
        for (TherapistId therapist : List.of(ONE, OTHER)) {
            sql.sql("insert into rules.caseload (therapist_id, caseload_limit) values (?, 9)").param(therapist.value())
                    .update();
        }
        var rules = new Rules(database.dataSource(),
                IdentityKey.of("a key of more than thirty-two characters", Path.of("unused"), sql));
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
        var together = new CyclicBarrier(2);
        Callable<Boolean> up = () -> rounds(rules, transaction, together, List.of(limit(ONE), limit(OTHER)));
        Callable<Boolean> down = () -> rounds(rules, transaction, together, List.of(limit(OTHER), limit(ONE)));
        try (var threads = Executors.newFixedThreadPool(2)) {
            assertThat(threads.invokeAll(List.of(up, down))).extracting(Future::get).containsOnly(true);
        }
    }

    private static Event limit(TherapistId therapist) {
        return new CaseloadLimitChanged(therapist, 9);
    }

    /** A dead lock would end one of the two with an exception. */
    private static boolean rounds(Rules rules, TransactionTemplate transaction, CyclicBarrier together,
            List<Event> events) throws Exception {
        for (int n = 0; n < ROUNDS; n++) {
            together.await(20, TimeUnit.SECONDS); // the other one may have ended
            transaction.executeWithoutResult(_ -> rules.record(events));
        }
        return true;
    }
}
