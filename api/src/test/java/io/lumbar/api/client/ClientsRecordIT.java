package io.lumbar.api.client;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

import io.lumbar.api.RefusalTable;
import io.lumbar.application.Decisions;
import io.lumbar.application.Request;
import io.lumbar.application.client.ConsentPolicy;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.client.ClientCommand.WithdrawConsent;
import io.lumbar.domain.client.Consent;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static io.lumbar.api.Bodies.assignment;
import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.client;
import static io.lumbar.api.Bodies.familyName;
import static io.lumbar.api.Bodies.intake;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.plan;
import static io.lumbar.api.Bodies.session;
import static org.assertj.core.api.Assertions.assertThat;

/** A client's record after the registration: details put right, consents given and withdrawn. */
class ClientsRecordIT extends RefusalTable {

    private final String details = """
            {"name": {"given": "Mila", "family": "de Boer %s"}, "dateOfBirth": "1985-05-06", "sex": "OTHER",
             "contact": {"email": null, "phone": "0612345678", "address": null}}""".formatted(familyName());

    @Autowired
    private Decisions decisions;
    @Autowired
    private ConsentPolicy policy;

    @Test
    void details_are_put_right_and_listed() {
        String clinic = openClinic();
        String mila = registerClient(clinic);
        Answer corrected = put(of(mila, "/details"), details);
        id(corrected);
        assertThat(put(of(mila, "/details"), details).header("ETag")).isEqualTo(corrected.header("ETag"));
        Answer view = get(of(mila, ""));
        assertThat(view.at("name.family")).startsWith("de Boer");
        assertThat(view.at("contact.phone")).isEqualTo("0612345678");
        assertThat(view.at("clinicId")).isEqualTo(clinic);
        Answer list = getAfter(corrected, "/api/v1/clients?clinic=" + clinic);
        assertThat(list.at("items.0.name.family")).isEqualTo(view.at("name.family"));
        assertThat(list.at("items.0.dateOfBirth")).isEqualTo("1985-05-06");
        assertThat(list.at("items.0.sex")).isEqualTo("OTHER");
    }

    @Test
    void nobody_is_registered_twice_but_another_person_of_the_same_name_and_birth_date_is() {
        String clinic = openClinic();
        String family = familyName();
        String mila = id(post("/api/v1/clients", client(clinic, family)));
        String again = client(openClinic(), family.toUpperCase(Locale.ROOT));
        Answer refused = post("/api/v1/clients", again);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("type")).isEqualTo("/problems/client-already-registered");
        assertThat(refused.at("clientId")).isEqualTo(mila);
        String overriding = again.replaceFirst("\\{", "{\"override\": {\"reason\": \"her cousin\"}, ");
        String cousin = id(post("/api/v1/clients", overriding));
        assertThat(post("/api/v1/clients", again).at("clientId")).isEqualTo(mila);

        String other = registerClient(clinic);
        String correction = details.replaceFirst("de Boer [^\"]*", family).replace("1985-05-06", "1985-05-05");
        assertThat(put(of(other, "/details"), correction).at("clientId")).isEqualTo(mila);
        id(put(of(cousin, "/details"), correction));
        id(put(of(other, "/details"),
                correction.replaceFirst("\\{", "{\"override\": {\"reason\": \"her aunt\"}, ")));
    }

    @Test
    void without_consent_to_treatment_nothing_is_planned_and_what_was_is_cancelled() {
        String clinic = openClinic();
        String mila = registerClient(clinic);
        String episode = treated(clinic, mila);
        String past = id(post(path(episode, "/sessions"), plan(at(3, 9))));
        String ahead = id(post(path(episode, "/sessions"), plan(at(-3, 9))));
        Answer withdrawn = post(of(mila, "/consents/TREATMENT/withdrawal"), "{\"withdrawnAt\": \"" + at(2, 9) + "\"}");
        id(withdrawn);

        assertThat(stateOf(episode, ahead)).isEqualTo("CANCELLED");
        assertThat(get(of(mila, "")).at("consents.0.withdrawnAt")).isEqualTo(at(2, 9));
        assertThat(post(of(mila, "/consents/TREATMENT/withdrawal"), "{}").header("ETag"))
                .isEqualTo(withdrawn.header("ETag"));
        assertThat(post(path(episode, "/sessions"), plan(at(-4, 9))).at("type"))
                .isEqualTo("/problems/consent-missing");
        assertThat(post(path(episode, "/sessions/held"), session(at(1, 9), null)).at("type"))
                .isEqualTo("/problems/consent-missing");
        id(post(path(episode, "/sessions/" + past + "/held"), session(at(3, 9), null)));

        id(post(of(mila, "/consents"), "{\"purpose\": \"TREATMENT\", \"textVersion\": \"2026-02\"}"));
        id(post(path(episode, "/sessions"), plan(at(-4, 9))));
        assertThat(get(of(mila, "")).at("consents.1.withdrawnAt")).isNull();
    }

    @Test
    void what_a_process_left_undone_after_a_withdrawal_is_made_up_for() {
        String clinic = openClinic();
        String mila = registerClient(clinic);
        String episode = treated(clinic, mila);
        String ahead = id(post(path(episode, "/sessions"), plan(at(-5, 9))));
        var client = new ClientId(UUID.fromString(mila));
        var now = Instant.now();
        decisions.decide(new WithdrawConsent(client, Consent.Purpose.TREATMENT, now, now),
                new Request("client:desk", UUID.randomUUID(), null, null), client.value());

        policy.catchUp();
        assertThat(stateOf(episode, ahead)).isEqualTo("CANCELLED");
        long stored = eventsStored();
        policy.catchUp();
        assertThat(eventsStored()).isEqualTo(stored);
    }

    private String treated(String clinic, String client) {
        String episode = id(post("/api/v1/episodes", intake(client, clinic, 10, "")));
        id(post(path(episode, "/assignments"), assignment(registerTherapist(clinic), at(10, 9))));
        return episode;
    }

    private String stateOf(String episode, String session) {
        return String.valueOf(get(path(episode, "/sessions/" + session)).at("state"));
    }

    @TestFactory
    Stream<DynamicTest> refuses_what_breaks_a_rule() {
        String mila = registerClient(openClinic());

        badPut(of(mila, "/details"), details, "name", "{\"given\": \"\", \"family\": \"B\"}", 422, "invalid-value");
        badPut(of(mila, "/details"), details, "name", "{\"given\": \"M\"}", 400, "missing-field");
        badPut(of(mila, "/details"), details, "dateOfBirth", "\"1899-12-31\"", 422, "invalid-value");
        badPut(of(mila, "/details"), details, "dateOfBirth", "\"5 May 1985\"", 400, "wrong-type");
        badPut(of(mila, "/details"), details, "sex", "\"female\"", 400, "unknown-value");
        badPut(of(mila, "/details"), details, "contact", "{\"email\": \" \"}", 422, "invalid-value");
        badPut(of(mila, "/details"), details, "clinicId", "\"" + NOTHING + "\"", 400, "unknown-field");
        badPut(of(mila, "/details"), details, "override", "{\"reason\": \"\"}", 422, "invalid-value");
        badPut(of(NOTHING, "/details"), details, 404, "not-found", null);
        bad("/api/v1/clients", client(NOTHING), "override", "\"her cousin\"", 400, "wrong-type");
        bad("/api/v1/clients", client(openClinic()), "override", "{\"reason\": \"" + "x".repeat(4001) + "\"}", 422,
                "invalid-value");

        String consent = "{\"purpose\": \"RESEARCH\", \"textVersion\": \"1\"}";
        bad(of(mila, "/consents"), consent, "purpose", "\"ADVERTISING\"", 400, "unknown-value");
        bad(of(mila, "/consents"), consent, "textVersion", "\"" + "x".repeat(41) + "\"", 422, "invalid-value");
        bad(of(mila, "/consents"), consent, "textVersion", "1", 400, "wrong-type");
        bad(of(mila, "/consents"), consent, "givenAt", "\"" + at(-2, 9) + "\"", 422, "in-future");
        bad(of(NOTHING, "/consents"), consent, 404, "not-found", null);
        bad(of("7", "/consents"), consent, 400, "malformed-id", "id");

        bad(of(mila, "/consents/TREATMENT/withdrawal"), "{}", "withdrawnAt", "\"" + at(-2, 9) + "\"", 422,
                "in-future");
        bad(of(mila, "/consents/TREATMENT/withdrawal"), "{}", "withdrawnAt", "\"yesterday\"", 400, "wrong-type");
        bad(of(mila, "/consents/TREATMENT/withdrawal"), "{\"withdrawnAt\": \"" + at(201, 8) + "\"}", 409,
                "consent-not-given", "withdrawnAt");
        bad(of(mila, "/consents/RESEARCH/withdrawal"), "{}", 409, "consent-not-given", null);
        bad(of(mila, "/consents/treatment/withdrawal"), "{}", 400, "unknown-value", "purpose");
        bad(of(NOTHING, "/consents/TREATMENT/withdrawal"), "{}", 404, "not-found", null);
        return table();
    }

    private static String of(String client, String rest) {
        return "/api/v1/clients/" + client + rest;
    }
}
