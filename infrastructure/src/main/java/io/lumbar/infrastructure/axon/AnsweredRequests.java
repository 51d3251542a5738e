package io.lumbar.infrastructure.axon;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

import io.lumbar.application.Position;
import io.lumbar.application.Receipt;
import io.lumbar.application.Request;
import io.lumbar.application.Request.Idempotency;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The answers to requests that came with an idempotency key, kept for seven days. An answer is stored in the
 * transaction of its events, so there is one if and only if the request was carried out.
 */
final class AnsweredRequests {
    private static final String INSERT = """
            insert into application.idempotency (actor, route, key, fingerprint, resource, version, position, outcome)
            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String SELECT = """
            select fingerprint, resource, version, position, outcome from application.idempotency
            where actor = ? and route = ? and key = ?""";
    private static final String DELETE_SLICE = """
            delete from application.idempotency where (actor, route, key) in (
                select actor, route, key from application.idempotency
                where created_at < statement_timestamp() - interval '7 days' limit ?)""";
    /** Small, since a transaction that writes holds back every reader of events. */
    private static final int SLICE = 1_000;

    private final JdbcClient jdbc;

    AnsweredRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An answer and the fingerprint of the request that got it. */
    record Answer(String fingerprint, Receipt receipt) {}

    /**
     * Stores an answer in the running transaction.
     *
     * @throws KeyTaken when the key has an answer; another transaction that is about to store one is waited for
     */
    void store(Request request, Receipt receipt) {
        Idempotency asked = request.idempotency();
        if (asked == null) {
            return;
        }
        Position position = receipt.position();
        int stored = jdbc.sql(INSERT)
                .params(Arrays.<@Nullable Object>asList(request.actor(), asked.route(), asked.key(),
                        asked.fingerprint(), receipt.resource(), receipt.version(),
                        position == null ? null : position.value(), receipt.outcome().name()))
                .update();
        if (stored == 0) {
            throw new KeyTaken();
        }
    }

    /** The answer that the request's key got before; empty when it has none or there is no key. */
    Optional<Answer> find(Request request) {
        Idempotency asked = request.idempotency();
        if (asked == null) {
            return Optional.empty();
        }
        return jdbc.sql(SELECT).params(request.actor(), asked.route(), asked.key()).query((row, _) -> {
            String position = row.getString("position");
            return new Answer(row.getString("fingerprint"),
                    new Receipt(row.getObject("resource", UUID.class), row.getLong("version"),
                            position == null ? null : new Position(position),
                            Receipt.Outcome.valueOf(row.getString("outcome"))));
        }).optional();
    }

    /** Forgets answers that are older than seven days. */
    void forgetOld() {
        int forgotten;
        do {
            forgotten = jdbc.sql(DELETE_SLICE).param(SLICE).update();
        } while (forgotten == SLICE);
    }

    /** The key has an answer already. */
    static final class KeyTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        KeyTaken() {
            super("the idempotency key has an answer", null, false, false);
        }
    }
}
