package io.lumbar.infrastructure.axon;

import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.lumbar.application.Position;
import io.lumbar.application.Receipt;
import io.lumbar.application.Request;
import io.lumbar.application.Request.Idempotency;
import io.lumbar.application.privacy.KeyedHash;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The answers to requests that came with an idempotency key, kept for seven days. An answer is stored in the
 * transaction of its events, so there is one if and only if the request was carried out.
 */
final class AnsweredRequests {
    private static final String INSERT = """
            insert into application.idempotency (actor, route, key, fingerprint, resource, version, position, outcome)
            values (?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String ONCE = "idempotency_once";
    private static final String SELECT = """
            select fingerprint, resource, version, position, outcome from application.idempotency
            where actor = ? and route = ? and key = ?""";
    private static final String DELETE_SLICE = """
            delete from application.idempotency where (actor, route, key) in (
                select actor, route, key from application.idempotency
                where created_at < statement_timestamp() - interval '7 days' limit ?)""";
    /** Small, since a transaction that writes holds back every reader of events. */
    private static final int SLICE = 1_000;

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final KeyedHash hash;

    /** @param hash under which fingerprints are kept, since bodies are about people and can be guessed */
    AnsweredRequests(JdbcTemplate template, KeyedHash hash) {
        this.hash = hash;
        this.template = template;
        this.jdbc = JdbcClient.create(template);
    }

    /** The answer that a key got before, and whether the request that got it had the same fingerprint. */
    record Answer(boolean sameRequest, Receipt receipt) {}

    /** A request that is answered with a receipt. */
    record Answered(Request request, Receipt receipt) {}

    /**
     * Stores the answers to those requests that have a key in the running transaction.
     *
     * @throws KeyTaken when a key has an answer; another transaction that is about to store one is waited for
     */
    void store(List<Answered> answers) {
        List<@Nullable Object[]> rows = answers.stream().filter(each -> each.request.idempotency() != null)
                .map(this::row).toList();
        if (rows.isEmpty()) {
            return;
        }
        try {
            template.batchUpdate(INSERT, rows);
        } catch (DataAccessException e) {
            throw SqlFailure.constraint(e).filter(ONCE::equals).<RuntimeException>map(_ -> new KeyTaken()).orElse(e);
        }
    }

    private @Nullable Object[] row(Answered answered) {
        Request request = answered.request;
        Idempotency asked = Objects.requireNonNull(request.idempotency());
        Receipt receipt = answered.receipt;
        Position position = receipt.position();
        return new @Nullable Object[]{request.actor(), asked.route(), asked.key(), kept(asked),
                receipt.resource(), receipt.version(), position == null ? null : position.value(),
                receipt.outcome().name()};
    }

    /** The answer that the request's key got before; empty when it has none or there is no key. */
    Optional<Answer> find(Request request) {
        Idempotency asked = request.idempotency();
        if (asked == null) {
            return Optional.empty();
        }
        return jdbc.sql(SELECT).params(request.actor(), asked.route(), asked.key()).query((row, _) -> {
            String position = row.getString("position");
            String fingerprint = row.getString("fingerprint");
            // Until seven days ago an earlier release kept it as it was.
            return new Answer(fingerprint.equals(kept(asked)) || fingerprint.equals(asked.fingerprint()),
                    new Receipt(row.getObject("resource", UUID.class), row.getLong("version"),
                            position == null ? null : new Position(position),
                            Receipt.Outcome.valueOf(row.getString("outcome"))));
        }).optional();
    }

    private String kept(Idempotency asked) {
        return HexFormat.of().formatHex(hash.hash("request " + asked.fingerprint()));
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
