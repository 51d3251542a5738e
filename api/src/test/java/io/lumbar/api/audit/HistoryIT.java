package io.lumbar.api.audit;

import java.nio.file.Files;
import java.util.UUID;

import io.lumbar.api.ClinicIT;
import io.lumbar.infrastructure.audit.Sealing;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The history of everything that tests recorded so far, proved over HTTP. */
class HistoryIT extends ClinicIT {
    private static final String VERIFICATION = "/api/v1/history/verification";

    @Autowired
    private Sealing sealing;

    @Test
    void the_history_is_proved_over_http_and_what_was_altered_in_it_is_named() throws Exception {
        String clinic = openClinic();
        var superuser = JdbcClient.create(database().superuserDataSource());
        await().until(() -> {
            sealing.run(() -> true);
            return superuser.sql("""
                    select exists (select from eventstore.event e, eventstore.seal s where e.stream_id = ?
                        and (e.epoch, e.transaction_id, e.position) <= (s.epoch, s.transaction_id, s.position))""")
                    .param(UUID.fromString(clinic)).query((row, _) -> row.getBoolean(1)).single();
        });
        Answer proved = get(VERIFICATION);
        assertThat(proved.status()).isEqualTo(200);
        assertThat(proved.at("unaltered")).as(proved.http().body()).isEqualTo("true");
        assertThat(proved.at("exported")).isEqualTo(proved.at("seals")).isNotEqualTo("0");
        assertThat(Files.readString(HOME.resolve("seals").resolve("history"))).contains("clinic:" + clinic + " 0 ");

        superuser.sql("update eventstore.event set revision = 2 where stream_id = ?").param(UUID.fromString(clinic))
                .update();
        try {
            Answer altered = get(VERIFICATION);
            assertThat(altered.at("unaltered")).isEqualTo("false");
            assertThat(altered.at("finding.kind")).isEqualTo("ALTERED");
            assertThat(altered.at("finding.stream")).isEqualTo("clinic:" + clinic);
            assertThat(altered.at("finding.version")).isEqualTo("0");
            assertThat(altered.at("finding.text")).doesNotContain("Rugzorg");
        } finally {
            superuser.sql("update eventstore.event set revision = 1 where stream_id = ?")
                    .param(UUID.fromString(clinic)).update();
        }
    }

    @Test
    void a_question_that_there_is_not_is_refused_and_nobody_without_a_token_is_answered() {
        assertThat(get(VERIFICATION + "?deep=true").at("type")).isEqualTo("/problems/unknown-parameter");
        assertThat(send(anonymous(VERIFICATION)).status()).isEqualTo(401);
        assertThat(post(VERIFICATION, "{}").status()).isEqualTo(405);
    }
}
