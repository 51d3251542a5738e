package io.lumbar.api.imports;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Objects;

import io.lumbar.api.ClinicIT;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

import static io.lumbar.api.Bodies.licenceNumber;
import static io.lumbar.api.Bodies.therapist;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A clinic with a therapist, into which tables are imported. */
abstract class ImportIT extends ClinicIT {
    static final String TABLE = "text/csv";
    static final String BOUNDARY = "between-the-parts";

    String clinic;
    String licence;

    @BeforeEach
    void openClinicWithTherapist() {
        clinic = openClinic();
        licence = licenceNumber();
        id(post("/api/v1/therapists", therapist(clinic, licence, 3)));
    }

    String whole(String episode, int hour) {
        return Table.whole(episode, clinic, licence, hour);
    }

    Answer send(String type, byte[] body, String query) {
        return send(request("/api/v1/imports" + query).header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body)));
    }

    Answer send(String table) {
        return send(TABLE, table.getBytes(java.nio.charset.StandardCharsets.UTF_8), "");
    }

    /** A form as browsers send it; a null mapping is no part at all. */
    Answer sendForm(@Nullable String mapping, String table) {
        return sendForm(mapping, table, "");
    }

    Answer sendForm(@Nullable String mapping, String table, String query) {
        String form = (mapping == null ? "" : part("mapping", "mapping.json", "application/json", mapping))
                + part("file", "table.csv", "application/vnd.ms-excel", table) + "--" + BOUNDARY + "--\r\n";
        return send("multipart/form-data; boundary=" + BOUNDARY,
                form.getBytes(java.nio.charset.StandardCharsets.UTF_8), query);
    }

    static String part(String name, String file, String type, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + file
                + "\"\r\nContent-Type: " + type + "\r\n\r\n" + content + "\r\n";
    }

    Answer done(Answer sent) {
        assertThat(sent.status()).as(sent.http().body()).isEqualTo(202);
        String path = "/api/v1/imports/" + sent.at("id");
        await().atMost(Duration.ofSeconds(30)).until(() -> get(path).at("finishedAt") != null);
        return get(path + "?limit=200");
    }

    Answer imported(String table) {
        return done(send(table));
    }

    JsonNode onlyEpisode() {
        Answer marker = post("/api/v1/clinics", """
                {"name": "Marker", "timeZone": "Europe/Amsterdam"}""");
        JsonNode episodes = Objects.requireNonNull(getAfter(marker, "/api/v1/episodes?clinic=" + clinic).json())
                .at("/items");
        assertThat(episodes).hasSize(1);
        return Objects.requireNonNull(get("/api/v1/episodes/" + episodes.at("/0/id").asString()).json());
    }
}
