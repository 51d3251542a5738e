package io.lumbar.api.account;

import java.util.UUID;
import java.util.stream.Stream;

import io.lumbar.api.RefusalTable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** The programs that people log in with, from the day that one is registered to the day that it goes. */
class AppsIT extends RefusalTable {
    private static final String APPS = "/api/v1/apps";
    private static final String GOOD = """
            {"name": "Tablet", "redirectUris": ["https://tablet.example/back", "http://127.0.0.1:9/back"]}""";

    @Test
    void one_is_registered_once_changed_listed_and_removed_for_ever() {
        String id = UUID.randomUUID().toString();
        Answer registered = put(APPS + "/" + id, GOOD);
        assertThat(registered.status()).as(registered.http().body()).isEqualTo(200);
        assertThat(registered.at("clientId")).isEqualTo("app-" + id);
        assertThat(registered.at("secret")).hasSizeGreaterThan(40);
        assertThat(put(APPS + "/" + id, GOOD.replace("Tablet", "Telephone")).at("secret")).as("told once").isNull();
        assertThat(get(APPS + "/" + id).at("name")).isEqualTo("Telephone");
        assertThat(get(APPS).http().body()).contains(id).doesNotContain(String.valueOf(registered.at("secret")),
                "bcrypt");

        assertThat(post(APPS + "/" + id + "/removal", "").status()).isEqualTo(200);

        assertThat(get(APPS + "/" + id).status()).isEqualTo(404);
        assertThat(get(APPS).http().body()).doesNotContain(id);
        assertThat(put(APPS + "/" + id, GOOD).at("type")).isEqualTo("/problems/already-exists");
        assertThat(askToken("app-" + id, String.valueOf(registered.at("secret"))).status()).isEqualTo(401);
    }

    @Test
    void none_gets_a_token_by_its_secret_alone() {
        String id = UUID.randomUUID().toString();
        Answer registered = put(APPS + "/" + id, GOOD);

        Answer refused = askToken("app-" + id, String.valueOf(registered.at("secret")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("error")).isEqualTo("unauthorized_client");
    }

    @TestFactory
    Stream<DynamicTest> refuses_what_is_no_app() {
        String app = APPS + "/" + UUID.randomUUID();
        badPut(app, GOOD, "name", "\"\"", 422, "invalid-value");
        badPut(app, GOOD, "name", "\"" + "x".repeat(101) + "\"", 422, "invalid-value");
        badPut(app, GOOD, "name", "null", 400, "missing-field");
        badPut(app, GOOD, "redirectUris", "[]", 422, "invalid-value");
        badPut(app, GOOD, "redirectUris", "\"https://tablet.example\"", 400, "wrong-type");
        for (String uri : new String[]{"http://tablet.example/back", "https://tablet.example/#part", "https://",
                "tablet",
                "http://localhost/back", "https://a@tablet.example/", "javascript:alert(1)",
                "https://tablet example/"}) {
            badPut(app, "{\"name\": \"Tablet\", \"redirectUris\": [\"" + uri + "\"]}", 422, "invalid-value",
                    "redirectUris[0]");
        }
        badPut(app, "{\"name\": \"Tablet\", \"redirectUris\": [\"https://a.example\", \"https://a.example\"]}", 422,
                "invalid-value", "redirectUris[1]");
        badPut(APPS + "/7", GOOD, 400, "malformed-id", "id");
        bad(APPS + "/" + NOTHING + "/removal", "", 404, "not-found", null);
        bad(APPS + "/7/removal", "", 400, "malformed-id", "id");
        return table();
    }
}
