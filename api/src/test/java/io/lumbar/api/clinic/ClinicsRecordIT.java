package io.lumbar.api.clinic;

import java.util.Objects;
import java.util.stream.Stream;

import io.lumbar.api.RefusalTable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.client;
import static io.lumbar.api.Bodies.intake;
import static io.lumbar.api.Bodies.licenceNumber;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.therapist;
import static org.assertj.core.api.Assertions.assertThat;

/** A clinic from its opening to its closing. */
class ClinicsRecordIT extends RefusalTable {

    private static final String HOURS = """
            {"openingHours": [{"day": "MONDAY", "from": "08:00", "to": "12:00"}]}""";

    @Test
    void opening_hours_change() {
        String clinic = openClinic();
        Answer changed = put(of(clinic, "/opening-hours"), HOURS);
        id(changed);
        assertThat(put(of(clinic, "/opening-hours"), HOURS).header("ETag")).isEqualTo(changed.header("ETag"));
        assertThat(get(of(clinic, "")).at("openingHours.0.to")).isEqualTo("12:00:00");
        var listed = Objects.requireNonNull(getAfter(changed, "/api/v1/clinics?limit=200").json()).at("/items");
        assertThat(listed.valueStream().filter(item -> item.at("/id").asString().equals(clinic))).singleElement()
                .satisfies(item -> assertThat(item.at("/openingHours/0/from").asString()).isEqualTo("08:00:00"));
    }

    @Test
    void no_clinic_closes_with_open_episodes_and_a_closed_one_takes_nobody() {
        String clinic = openClinic();
        String client = registerClient(clinic);
        String anna = registerTherapist(clinic);
        String waiting = openEpisode(clinic, 9);
        String treated = openTreatedEpisode(clinic, anna, 8);
        stillNeeded(clinic);
        id(post(path(waiting, "/decline"), "{\"reason\": \"moved away\"}"));
        stillNeeded(clinic);
        id(post(path(treated, "/discharge"), "{\"reason\": \"GOALS_MET\"}"));
        assertThat(post(of(clinic, "/closing"), "{\"at\": \"" + at(1, 9) + "\"}").at("detail"))
                .isEqualTo("at must not lie before the clinic was opened.");
        Answer closed = post(of(clinic, "/closing"), "{}");
        id(closed);

        assertThat(get(of(clinic, "")).at("closedAt")).isNotBlank();
        assertThat(post(of(clinic, "/closing"), "{}").header("ETag")).isEqualTo(closed.header("ETag"));
        assertThat(getAfter(closed, "/api/v1/clinics?limit=200&state=CLOSED").http().body()).contains(clinic);
        assertThat(get("/api/v1/clinics?limit=200&state=OPEN").http().body()).doesNotContain(clinic);
        assertThat(post("/api/v1/episodes", intake(client, clinic, 5, "")).at("type"))
                .isEqualTo("/problems/clinic-not-open");
    }

    private void stillNeeded(String clinic) {
        assertThat(post(of(clinic, "/closing"), "{}").at("type")).isEqualTo("/problems/clinic-still-needed");
        assertThat(get(of(clinic, "")).at("closedAt")).isNull();
    }

    @TestFactory
    Stream<DynamicTest> refuses_what_breaks_a_rule() {
        String open = openClinic();
        String closed = openClinic();
        String client = registerClient(closed);
        id(post(of(closed, "/closing"), "{}"));

        badPut(of(open, "/opening-hours"), HOURS, "openingHours", """
                [{"day": "MONDAY", "from": "09:00", "to": "09:00"}]""", 422, "invalid-value");
        badPut(of(open, "/opening-hours"), HOURS, "openingHours", """
                [{"day": "MONDAY", "from": "24:00", "to": "25:00"}]""", 400, "wrong-type");
        badPut(of(open, "/opening-hours"), HOURS, "openingHours", """
                [{"day": "MON", "from": "09:00", "to": "10:00"}]""", 400, "unknown-value");
        badPut(of(open, "/opening-hours"), "{}", 400, "missing-field", "openingHours");
        badPut(of(closed, "/opening-hours"), HOURS, 409, "clinic-not-open", null);
        badPut(of(NOTHING, "/opening-hours"), HOURS, 404, "not-found", null);
        badPut(of("7", "/opening-hours"), HOURS, 400, "malformed-id", "id");

        bad(of(open, "/closing"), "{}", "at", "\"" + at(-1, 9) + "\"", 422, "in-future");
        bad(of(open, "/closing"), "{}", "at", "\"today\"", 400, "wrong-type");
        bad(of(open, "/closing"), "{\"reason\": \"no\"}", 400, "unknown-field", "reason");
        bad(of(closed, "/closing"), "{\"at\": \"" + at(3, 9) + "\"}", 409, "clinic-not-open", null);
        bad(of(NOTHING, "/closing"), "{}", 404, "not-found", null);

        bad("/api/v1/clients", client(closed), 409, "clinic-not-open", "clinicId");
        bad("/api/v1/therapists", therapist(closed, licenceNumber(), 1), 409, "clinic-not-open", "clinics[0]");
        bad("/api/v1/episodes", intake(client, closed, 5, ""), 409, "clinic-not-open", "clinicId");
        return table();
    }

    private static String of(String clinic, String rest) {
        return "/api/v1/clinics/" + clinic + rest;
    }
}
