package io.lumbar.application.report;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RememberingWhatWasCountedTest {
    private final MonthOfOpenings month = new MonthOfOpenings(YearMonth.of(2026, 1), List.of(), List.of(), Map.of());
    private final AtomicInteger made = new AtomicInteger();

    private int ask(int question) {
        return month.remembered(question, made::incrementAndGet);
    }

    @Test
    void who_asks_again_gets_what_was_made_before() {
        int first = ask(0);

        assertThat(ask(0)).isEqualTo(first);
        assertThat(made).hasValue(1);
    }

    @Test
    void of_questions_without_end_not_more_than_so_many_are_kept() {
        for (int n = 0; n <= MonthOfOpenings.MOST_REMEMBERED; n++) {
            ask(n);
        }
        int asked = made.get();

        ask(0);

        assertThat(made).hasValue(asked + 1);
    }

    @Test
    void what_is_asked_now_and_then_is_kept_among_questions_without_end() {
        for (int n = 0; n <= 2 * MonthOfOpenings.MOST_REMEMBERED; n++) {
            ask(-1);
            ask(n);
        }

        assertThat(made).hasValue(2 * MonthOfOpenings.MOST_REMEMBERED + 2);
    }
}
