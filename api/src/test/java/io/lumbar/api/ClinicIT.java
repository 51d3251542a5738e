package io.lumbar.api;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.util.Objects;

import io.lumbar.application.worklist.Policies;

import static io.lumbar.api.Bodies.assignment;
import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.client;
import static io.lumbar.api.Bodies.intake;
import static io.lumbar.api.Bodies.licenceNumber;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.therapist;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The running application, asked in the words of a clinic. Every test opens a clinic of its own. */
public abstract class ClinicIT extends HttpIT {

    /** The answer to {@code answer}'s request was a success; its id. */
    protected static String id(Answer answer) {
        assertThat(answer.status()).as(answer.http().body()).isBetween(200, 201);
        return Objects.requireNonNull(answer.at("id"));
    }

    /** A POST with one more header. */
    protected Answer post(String path, String json, String header, String value) {
        return send(request(path).header("Content-Type", "application/json").header(header, value)
                .POST(BodyPublishers.ofString(json)));
    }

    /** A GET that includes what {@code write} wrote. */
    protected Answer getAfter(Answer write, String path) {
        return send(request(path).header("Lumbar-After", Objects.requireNonNull(write.header("Lumbar-Position"))));
    }

    protected String openClinic() {
        return id(post("/api/v1/clinics", """
                {"name": "Rugzorg Utrecht", "timeZone": "Europe/Amsterdam"}"""));
    }

    /** A therapist qualified in Swedish and deep tissue massage. */
    protected String registerTherapist(String clinic) {
        return id(post("/api/v1/therapists", therapist(clinic, licenceNumber(), 40)));
    }

    /** A client who consented to treatment 200 days ago. */
    protected String registerClient(String clinic) {
        return id(post("/api/v1/clients", client(clinic)));
    }

    /** An episode that waits for a therapist. */
    protected String openEpisode(String clinic, int daysAgo) {
        return id(post("/api/v1/episodes", intake(registerClient(clinic), clinic, daysAgo, "")));
    }

    /** An episode in treatment since the hour after its opening. */
    protected String openTreatedEpisode(String clinic, String therapist, int daysAgo) {
        String episode = openEpisode(clinic, daysAgo);
        id(post(path(episode, "/assignments"), assignment(therapist, at(daysAgo, 9))));
        return episode;
    }

    /** How many events are stored. */
    protected static long eventsStored() {
        try (var connection = database().dataSource().getConnection();
                var statement = connection.createStatement();
                var answer = statement.executeQuery("select count(*) from eventstore.event")) {
            answer.next();
            return answer.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * The clinic does by itself what is due, and then what follows from that. Policies look at what every reader sees, so
     * whatever still runs is let to its end before.
     */
    protected static void whatIsDue(Policies policies) {
        for (int run = 0; run < 2; run++) {
            await().until(ClinicIT::everybodySeesEverything);
            policies.run(() -> true);
        }
    }

    private static boolean everybodySeesEverything() throws SQLException {
        try (var connection = database().dataSource().getConnection();
                var statement = connection.createStatement();
                var answer = statement.executeQuery(
                        """
                        select max(transaction_id) < pg_snapshot_xmin(pg_current_snapshot()) from eventstore.event""")) {
            answer.next();
            return answer.getBoolean(1);
        }
    }
}
