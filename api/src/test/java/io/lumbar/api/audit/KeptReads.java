package io.lumbar.api.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import io.lumbar.api.HttpIT.Answer;
import io.lumbar.infrastructure.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** What was kept of reads, as a superuser sees it. */
public final class KeptReads {
    /** Of the answer and not of anybody. */
    private static final Set<String> OF_THE_ANSWER = Set.of("version", "erased", "nextCursor", "asOf", "position");

    private final JdbcClient database;

    /** Those of the product that runs on {@code database}. */
    public KeptReads(TestDatabase database) {
        this.database = JdbcClient.create(database.superuserDataSource());
    }

    /** A row, its arrays as lists. */
    public record Row(String actor, String via, String what, List<String> whom, List<String> fields) {}

    /** Everything that was kept of one request. */
    public List<Row> of(Answer answer) {
        return of(UUID.fromString(requireNonNull(answer.header("X-Request-Id"))));
    }

    /** The same by the request's id. */
    public List<Row> of(UUID request) {
        return database
                .sql("select actor, via, what, whom, fields from audit.personal_read where request_id = ? order by id")
                .param(request)
                .query((row, _) -> new Row(row.getString("actor"), row.getString("via"), row.getString("what"),
                        List.of((String[]) row.getArray("whom").getArray()),
                        List.of((String[]) row.getArray("fields").getArray())))
                .list();
    }

    /**
     * Whoever the answer is about was kept, with every field that it shows.
     *
     * @param actor who asked
     * @param route method and path template
     * @param client whom the path is about, where it is about an episode or a client
     */
    public void hold(Answer answer, String actor, String route, String client) {
        var whom = new TreeSet<String>();
        var fields = new TreeSet<String>();
        JsonNode body = requireNonNull(answer.json());
        if (route.contains("/episodes/{id}") || route.contains("/clients/{id}")) {
            whom.add("client:" + client);
            (body.has("items") ? body.get("items") : List.of(body)).forEach(each -> fields.addAll(shown(each)));
        } else {
            about(body, whom, fields);
        }
        List<Row> rows = of(answer);
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.actor).isEqualTo(actor);
            assertThat(row.what).isEqualTo(route);
            assertThat(row.via).isEqualTo(actor.substring(actor.indexOf(':') + 1));
        });
        assertThat(rows.stream().flatMap(row -> row.whom.stream())).as(route).containsAll(whom);
        assertThat(rows.stream().flatMap(row -> row.fields.stream())).as(route).containsAll(fields);
        if (body.toString().contains(client)) {
            assertThat(whom).as("%s names a client, whom this test finds", route).contains("client:" + client);
        }
    }

    private static void about(JsonNode node, Set<String> whom, Set<String> fields) {
        String subject = subject(node);
        if (subject != null) {
            whom.add(subject);
            fields.addAll(shown(node));
        } else {
            node.forEach(each -> about(each, whom, fields));
        }
    }

    /** Whoever has a name, and whoever is named as a client or a therapist. */
    private static @Nullable String subject(JsonNode node) {
        if (node.hasNonNull("clientId")) {
            return "client:" + node.get("clientId").asString();
        }
        if (node.path("name").isObject()) {
            String kind = node.has("dateOfBirth") ? "client:" : node.has("roles") ? "user:" : "therapist:";
            return kind + node.get("id").asString();
        }
        return null;
    }

    private static List<String> shown(JsonNode node) {
        var fields = new ArrayList<String>();
        node.properties().forEach(field -> {
            JsonNode value = field.getValue();
            boolean id = field.getKey().equals("id") || field.getKey().endsWith("Id")
                    || field.getKey().equals("continues");
            if (!value.isNull() && !(value.isArray() && value.isEmpty()) && !id
                    && !OF_THE_ANSWER.contains(field.getKey())) {
                fields.add(field.getKey());
            }
        });
        return fields;
    }
}
