package io.lumbar.api.client;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.lumbar.api.Bodies;
import io.lumbar.api.ClinicIT;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.path;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Whoever holds the database, but not the keys, reads nothing personal of anyone. */
@ExtendWith(OutputCaptureExtension.class)
class NothingInClearIT extends ClinicIT {
    /** Part of everything that is planted, and of nothing else. */
    private static final String MARK = "Quabzix";
    private static final String BORN = "1903-07-29";

    private static final JdbcClient SQL = JdbcClient.create(database().superuserDataSource());

    /** How many rows of each table hold {@code text}, as text or as bytes. */
    private static Map<String, Long> rowsWith(String text) {
        var found = new TreeMap<String, Long>();
        List<@Nullable String> tables = SQL.sql("""
                select format('%I.%I', table_schema, table_name) from information_schema.tables
                where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')""")
                .query(String.class).list();
        assertThat(tables).hasSizeGreaterThan(25).contains("eventstore.event", "projection.client_v1", "vault.keyset");
        for (@Nullable
        String table : tables) {
            long rows = SQL.sql("select count(*) from " + table + " t where strpos(t::text, ?) > 0"
                    + " or strpos(t::text, ?) > 0").params(text, HexFormat.of().formatHex(text.getBytes(UTF_8)))
                    .query(Long.class).single();
            if (rows > 0) {
                found.put(String.valueOf(table), rows);
            }
        }
        return found;
    }

    @Test
    void what_was_planted_is_in_no_table_and_no_log(CapturedOutput log) {
        String clinic = openClinic();
        String therapist = id(post("/api/v1/therapists", Bodies.therapist(clinic, "NL-" + MARK, 40)
                .replace("de Wit", MARK + " de Wit")));
        Answer registered = post("/api/v1/clients", Bodies.with(Bodies.client(clinic, MARK + " Vos")
                .replace("1985-05-05", BORN),
                """
                        "contact": {"email": "%1$s@example.org", "phone": null, "address": "%1$slaan 1"}"""
                        .formatted(MARK)));
        String client = id(registered);
        String episode = id(post("/api/v1/episodes", Bodies.intake(client, clinic, 60, "")
                .replace("\"causes\"", "\"limitedActivities\": [\"" + MARK + " knitting\"], \"causes\"")));
        id(post(path(episode, "/assignments"), Bodies.assignment(therapist, at(60, 9))));
        id(post(path(episode, "/sessions/held"), Bodies.with(Bodies.session(at(50, 9), 5),
                "\"note\": \"" + MARK + " sleeps badly\", \"reactions\": [\"" + MARK + " ache\"]")));
        assertThat(get("/api/v1/episodes/" + episode).http().body()).contains(MARK + " sleeps badly", MARK + " ache");
        id(post(path(episode, "/voiding"), "{\"reason\": \"" + MARK + " in error\"}"));
        Answer named = post("/api/v1/accounts", """
                {"name": {"given": "Ina", "family": "%s"}, "roles": ["MANAGER"], "clinics": ["%s"]}"""
                .formatted(MARK, clinic));
        assertThat(named.status()).as(named.http().body()).isEqualTo(201);

        Answer list = getAfter(registered, "/api/v1/clients?clinic=" + clinic);
        assertThat(list.at("items.0.name.family")).isEqualTo(MARK + " Vos");
        assertThat(list.at("items.0.dateOfBirth")).isEqualTo(BORN);
        assertThat(post("/api/v1/clients/search", "{\"beginning\": \"" + MARK + "\"}").http().body()).contains(client);
        assertThat(getAfter(named, "/api/v1/accounts").http().body()).contains(MARK);

        assertThat(rowsWith(client)).containsKeys("eventstore.event", "projection.client_v1", "vault.keyset",
                "audit.personal_read");
        assertThat(rowsWith(MARK)).isEmpty();
        assertThat(rowsWith(BORN)).isEmpty();
        assertThat(log).doesNotContain(MARK, BORN);
    }
}
