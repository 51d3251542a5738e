package io.lumbar.api.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.lumbar.api.Bodies;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What is only tried, and the file of what was refused, over HTTP. */
class DryRunIT extends ImportIT {

    /** How much is in every table of the store but those that tell of imports. */
    private Map<String, Long> store() {
        JdbcClient sql = JdbcClient.create(database().ownerDataSource());
        var counts = new LinkedHashMap<String, Long>();
        sql.sql("""
                select format('%I.%I', table_schema, table_name) from information_schema.tables
                where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
                  and (table_schema, table_name) not in (('application', 'import'), ('application', 'import_slice'),
                       ('application', 'import_refusal'))
                  and table_name not like '%token%' and table_name not like 'scheduled%' order by 1""")
                .query(String.class).list()
                .forEach(table -> counts.put(table,
                        sql.sql("select count(*) from " + table
                                + (table.equals("vault.keyset") ? " where kind <> 'import'" : "")).query(Long.class)
                                .single()));
        return counts;
    }

    private Answer tried(String table) {
        return done(send(TABLE, table.getBytes(UTF_8), "?dryRun=true"));
    }

    @Test
    void nothing_is_stored_but_what_would_become_of_it() {
        String good = whole("a", 8);
        String booked = whole("b", 8);
        String wrong = whole("c", 9).replace(",30,SWEDISH", ",3,SWEDISH");
        String table = Table.of(good, booked, wrong);
        caughtUp();
        Map<String, Long> before = store();
        assertThat(before).hasSizeGreaterThan(15);

        Answer tried = tried(table);
        caughtUp();
        assertThat(tried.at("dryRun")).isEqualTo("true");
        assertThat(tried.at("notTried")).contains("at most 40 together");
        assertThat(tried.at("imported")).as(tried.http().body()).isEqualTo("1");
        assertThat(tried.at("refused")).isEqualTo("2");
        assertThat(tried.at("badLines.0.type")).isEqualTo("/problems/therapist-double-booked");
        assertThat(tried.at("badLines.0.line")).isEqualTo("8");
        assertThat(tried.at("badLines.1.field")).isEqualTo("minutes");
        assertThat(store()).isEqualTo(before);

        Answer real = imported(table);
        assertThat(real.at("dryRun")).isEqualTo("false");
        assertThat(real.at("notTried")).isNull();
        assertThat(real.at("imported")).isEqualTo("1");
        assertThat(Objects.requireNonNull(real.json()).at("/badLines"))
                .isEqualTo(Objects.requireNonNull(tried.json()).at("/badLines"));
        assertThat(store()).isNotEqualTo(before);
        assertThat(tried(table).at("alreadyThere")).isEqualTo("1");
    }

    /** Everything that was recorded is in lists and reports. */
    private void caughtUp() {
        Answer marker = get("/api/v1/clinics?limit=1");
        assertThat(marker.status()).isEqualTo(200);
        org.awaitility.Awaitility.await().until(() -> {
            Map<String, Long> now = store();
            org.awaitility.Awaitility.await().pollDelay(java.time.Duration.ofMillis(300)).until(() -> true);
            return now.equals(store());
        });
    }

    /** Each is told on top of those before it. */
    @Test
    void episodes_of_one_person_and_a_name_twice_are_tried_together() {
        String family = Bodies.familyName();
        String first = Table.whole("p1", clinic, licence, 8, family);
        String header = Table.header() + ",client";
        String both = header + "\n" + of("p", first) + "\n"
                + of("p", Table.whole("p2", clinic, licence, 11, family)) + "\n"
                + of("p", Table.whole("p3", clinic, licence, 14, "Heel Anders")) + "\n";
        Answer tried = tried(both);
        assertThat(tried.at("imported")).as(tried.http().body()).isEqualTo("2");
        assertThat(tried.at("badLines.0.type")).isEqualTo("/problems/already-exists");

        String line = Line.whole("twice", clinic, licence, 16);
        Answer lines = done(send("application/x-ndjson",
                (line + "\n" + line.replace("GOALS_MET", "PLATEAU")).getBytes(UTF_8), "?dryRun=true"));
        assertThat(lines.at("imported")).isEqualTo("1");
        assertThat(lines.at("badLines.0.type")).isEqualTo("/problems/history-differs");
    }

    private static String of(String client, String rows) {
        return rows.replaceAll("(?m)$", "," + client);
    }

    @Test
    void the_same_key_in_earnest_is_another_request() {
        byte[] table = Table.of(whole("k", 8)).getBytes(UTF_8);
        Answer tried = keyed(table, "?dryRun=true");
        assertThat(tried.status()).isEqualTo(202);
        assertThat(keyed(table, "?dryRun=true").at("id")).isEqualTo(tried.at("id"));
        assertThat(keyed(table, "").at("type")).isEqualTo("/problems/idempotency-key-reused");
    }

    private Answer keyed(byte[] table, String query) {
        return send(request("/api/v1/imports" + query).header("Content-Type", TABLE)
                .header("Idempotency-Key", "dry-" + clinic)
                .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(table)));
    }

    @Test
    void a_dry_run_is_true_or_false() {
        for (String value : List.of("yes", "1", "TRUE")) {
            Answer answer = send(TABLE, Table.of(whole("x", 8)).getBytes(UTF_8), "?dryRun=" + value);
            assertThat(answer.at("type")).isEqualTo("/problems/malformed-parameter");
            assertThat(answer.at("field")).isEqualTo("dryRun");
        }
    }

    @Test
    void what_was_refused_is_a_file_without_what_cells_say() {
        String formula = Table.of(whole("a", 8).replace(",30,SWEDISH", ",=1+1,SWEDISH"), whole("b", 9)
                .replace("LUMBAR", "KNEE"));
        Answer done = done(sendForm("{\"columns\": {\"=minutes()\": \"minutes\"}}",
                formula.replaceFirst("minutes", "=minutes()")));
        String path = "/api/v1/imports/" + done.at("id") + "/errors";

        Answer json = get(path);
        JsonNode errors = Objects.requireNonNull(json.json()).at("/errors");
        assertThat(errors).isEqualTo(Objects.requireNonNull(done.json()).at("/badLines")).hasSize(2);
        String csv = get(path + "?format=csv").http().body();
        assertThat(csv.lines()).hasSize(3).first().isEqualTo("\uFEFFline,field,type,reason");
        assertThat(csv).contains("\r\n3,'=minutes(),/problems/wrong-type,'=minutes() is a whole number.\r\n7,sites,")
                .doesNotContain("=1+1", "KNEE", "Mila");
        Answer accepted = send(request(path).header("Accept", TABLE));
        assertThat(accepted.http().body()).isEqualTo(csv);
        assertThat(accepted.header("Content-Disposition")).contains("-errors.csv");

        assertThat(get(path + "?format=pdf").status()).isEqualTo(406);
        assertThat(get(path + "?format=doc").at("field")).isEqualTo("format");
        assertThat(get(path + "?limit=7").at("type")).isEqualTo("/problems/unknown-parameter");
        assertThat(get("/api/v1/imports/" + java.util.UUID.randomUUID() + "/errors").status()).isEqualTo(404);
        assertThat(get("/api/v1/imports/7/errors").at("type")).isEqualTo("/problems/malformed-id");
    }
}
