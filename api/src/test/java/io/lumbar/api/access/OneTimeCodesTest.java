package io.lumbar.api.access;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Against the published examples. */
class OneTimeCodesTest {
    private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    private final OneTimeCodes codes = new OneTimeCodes();

    /** RFC 6238, appendix B, SHA-1; of the eight digits there the last six. */
    @ParameterizedTest
    @CsvSource({"59,287082", "1111111109,081804", "1111111111,050471", "1234567890,005924", "2000000000,279037",
            "20000000000,353130"})
    void are_those_of_rfc_6238(long second, String code) {
        assertThat(codes.at(KEY, second / 30)).isEqualTo(code);
        assertThat(codes.step(KEY, code, Instant.ofEpochSecond(second))).hasValue(second / 30);
    }

    @Test
    void count_for_the_step_before_and_the_one_after_and_no_longer() {
        Instant now = Instant.ofEpochSecond(1_234_567_890);
        long step = now.getEpochSecond() / 30;
        for (long near = -1; near <= 1; near++) {
            assertThat(codes.step(KEY, codes.at(KEY, step + near), now)).hasValue(step + near);
        }
        assertThat(codes.step(KEY, codes.at(KEY, step - 2), now)).isEmpty();
        assertThat(codes.step(KEY, codes.at(KEY, step + 2), now)).isEmpty();
        assertThat(codes.step(KEY, "", now)).isEmpty();
    }

    /** RFC 4648, 10; without padding, which no app needs. */
    @ParameterizedTest
    @CsvSource({"f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI"})
    void have_a_key_that_people_can_type(String key, String text) {
        assertThat(OneTimeCodes.text(key.getBytes(StandardCharsets.US_ASCII))).isEqualTo(text);
    }

    @Test
    void on_paper_are_ten_of_80_bits_none_like_another() {
        assertThat(OneTimeCodes.onPaper()).hasSize(10).doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[A-Z2-7]{4}(-[A-Z2-7]{4}){3}"));
        assertThat(OneTimeCodes.newKey()).hasSize(20).isNotEqualTo(OneTimeCodes.newKey());
    }
}
