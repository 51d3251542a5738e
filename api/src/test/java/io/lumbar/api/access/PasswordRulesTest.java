package io.lumbar.api.access;

import java.util.List;

import io.lumbar.api.access.Passwords.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;

/** What people may choose as their password (NIST SP 800-63B-4, 3.1.1.2). */
class PasswordRulesTest {
    private static final List<String> ABOUT = List.of("lumbar", "Wilhelmina", "Oosterhout-Bakker", "w.oosterhout");

    @ParameterizedTest
    @ValueSource(strings = {"four words about a back", "correct horse battery staple", "a quiet river bend",
            "zwölf Boxkämpfer jagen",
            "日本語の長い合言葉を覚えておく", "tyui 83 .,- qpw"})
    void asks_for_no_kind_of_character_and_refuses_none(String password) {
        assertThat(PasswordRules.breach(password, ABOUT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"passwordpassword", "password12345678", "P@ssw0rdP@ssw0rd", "aaaaaaaaaaaaaaaaaa",
            "123456789012345", "qwertyuiopasdfgh", "abcdefghijklmnop", "1qaz2wsx3edc4rfv", "iloveyouforever1",
            "winter2026winter2026", "lumbarlumbarlumbar", "Wilhelmina123456", "oosterhout-bakker",
            "w.oosterhoutw.oosterhout"})
    void refuses_what_is_tried_first(String password) {
        assertThat(PasswordRules.breach(password, ABOUT)).contains(Outcome.COMMON);
    }

    @Test
    void counts_characters_of_unicode_up_to_what_is_hashed() {
        assertThat(PasswordRules.breach("fourteen chars", ABOUT)).contains(Outcome.TOO_SHORT);
        assertThat(PasswordRules.breach("🦴".repeat(14), ABOUT)).contains(Outcome.TOO_SHORT);
        assertThat(PasswordRules.breach("é".repeat(37), ABOUT)).contains(Outcome.TOO_LONG);
        assertThat(PasswordRules.breach("a river, a chair, eleven spoons and then some more wet grass 64", ABOUT))
                .isEmpty();
    }

    @Test
    void a_password_is_the_same_however_a_keyboard_makes_its_accents() {
        var encoder = new NormalForm(new BCryptPasswordEncoder(4));
        String composed = "caf\u00e9 au bord de l'eau";

        assertThat(encoder.matches("cafe\u0301 au bord de l'eau", encoder.encode(composed))).isTrue();
        assertThat(encoder.matches("cafe au bord de l'eau", encoder.encode(composed))).isFalse();
    }
}
