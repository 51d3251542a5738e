package io.lumbar.api.client;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
import org.springframework.jdbc.core.simple.JdbcClient;

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

    private static final String SEARCH = "/api/v1/clients/search";

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

    private static List<String> found(Answer answer) {
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
        return Objects.requireNonNull(answer.json()).at("/items").values().stream()
                .map(each -> each.at("/id").asString())
                .toList();
    }

    private List<String> found(String sought) {
        return found(post(SEARCH, sought));
    }

    /** Searches once the list has come as far as {@code after}. */
    private List<String> foundAfter(Answer after, String sought) {
        return found(send(request(SEARCH).header("Content-Type", "application/json")
                .header("Lumbar-After", String.valueOf(after.header("Lumbar-Position")))
                .POST(BodyPublishers.ofString(sought))));
    }

    @Test
    void clients_are_found_by_the_beginnings_of_words_of_their_names_however_they_are_written() {
        String clinic = openClinic();
        String family = familyName();
        String first = id(post("/api/v1/clients", client(clinic, "van der Zoë-" + family)));
        Answer registered = post("/api/v1/clients", client(clinic, "ZOE " + family.toUpperCase(Locale.ROOT)));
        String second = id(registered);
        String there = "{\"clinicId\": \"" + clinic + "\", \"beginning\": \"%s\"}";
        assertThat(foundAfter(registered, there.formatted("zoe"))).containsExactly(second, first);
        assertThat(found(there.formatted("VAN d zö"))).containsExactly(first);
        assertThat(found(there.formatted("oe"))).as("not in the middle of a word").isEmpty();
        assertThat(found(there.formatted("zoe mila"))).as("the given name, too").containsExactly(second, first);
        assertThat(found(there.formatted("zoe").replace(clinic, openClinic()))).isEmpty();

        Answer page = post(SEARCH + "?limit=1", there.formatted("zoe"));
        assertThat(found(page)).containsExactly(second);
        Answer rest = post(SEARCH + "?limit=1&cursor=" + page.at("nextCursor"), there.formatted("zoe"));
        assertThat(found(rest)).containsExactly(first);
        assertThat(rest.at("nextCursor")).isNull();

        Answer corrected = put(of(first, "/details"), details);
        assertThat(foundAfter(corrected, there.formatted("zoe"))).containsExactly(second);
        assertThat(found(there.formatted("de boe"))).containsExactly(first);
    }

    @Test
    void clients_are_found_exactly_and_it_is_kept_who_was_shown_to_whom() {
        String clinic = openClinic();
        String family = familyName();
        Answer registered = post("/api/v1/clients", client(clinic, family));
        String mila = id(registered);
        String exactly = """
                {"exactly": {"name": {"given": "MILA", "family": "%s"}, "dateOfBirth": "1985-05-05"}}"""
                .formatted(family.toUpperCase(Locale.ROOT));
        assertThat(foundAfter(registered, exactly)).containsExactly(mila);
        assertThat(found(exactly.replace("1985-05-05", "1985-05-06"))).isEmpty();

        var reads = JdbcClient.create(database().superuserDataSource());
        assertThat(reads.sql("select actor || ' ' || what from audit.personal_read where whom = array[?]::text[]")
                .param("client:" + mila).query(String.class).list())
                .containsExactly("client:admin-cli POST /api/v1/clients/search");
    }

    @TestFactory
    Stream<DynamicTest> who_is_looked_for_is_said_in_one_way() {
        String sought = "{\"clinicId\": \"" + openClinic() + "\", \"beginning\": \"mila\"}";
        bad(SEARCH, sought, "beginning", "\"m \"", 422, "invalid-value");
        bad(SEARCH, sought, "beginning", "\"" + "m".repeat(101) + "\"", 422, "invalid-value");
        bad(SEARCH, sought, "beginning", "null", 422, "invalid-value");
        bad(SEARCH, sought, "beginning", "[\"mila\"]", 400, "wrong-type");
        bad(SEARCH, sought, "name", "\"mila\"", 400, "unknown-field");
        bad(SEARCH, sought, "clinicId", "\"" + UUID.randomUUID() + "\"", 422, "unknown-reference");
        bad(SEARCH + "?limit=0", sought, 422, "invalid-value", "limit");
        bad(SEARCH + "?cursor=x", sought, 422, "invalid-value", "cursor");
        bad(SEARCH,
                """
                {"beginning": "mila", "exactly": {"name": {"given": "A", "family": "B"}, "dateOfBirth": "1985-05-05"}}""",
                422, "invalid-value", "beginning");
        return table();
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
