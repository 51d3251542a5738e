package io.lumbar.application.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.lumbar.application.report.SessionCounts.Group;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WithholdingSmallGroupsTest {

    private static Group group(String first, @Nullable String second, long people, long others, Long... leftOut) {
        return new Group(new SessionCounts.Key(first, second), people, others, List.of(leftOut), List.of(), List.of(),
                0, 0, 0, 0, 0);
    }

    private static Set<Integer> withheldAmong(Group... groups) {
        return SmallCells.among(new ArrayList<>(List.of(groups)), Disclosure.ON_SCREEN);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4})
    void a_group_of_one_to_four_people_is_withheld(long people) {
        assertThat(withheldAmong(group("A", null, people, 0))).containsExactly(0);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5, 1_000})
    void a_group_of_nobody_or_of_five_is_shown(long people) {
        assertThat(withheldAmong(group("A", null, people, 0))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 5, 9})
    void of_what_leaves_the_product_a_group_of_up_to_nine_is_withheld(long people) {
        assertThat(SmallCells.among(List.of(group("A", null, people, 0)), Disclosure.EXPORTED)).containsExactly(0);
        assertThat(SmallCells.among(List.of(group("A", null, 10, 0)), Disclosure.EXPORTED)).isEmpty();
    }

    @Test
    void a_group_is_withheld_that_one_filter_makes_by_leaving_out_too_few() {
        assertThat(withheldAmong(group("A", null, 50, 0, 5L, 4L))).containsExactly(0);
        assertThat(withheldAmong(group("A", null, 50, 0, 5L, 90L))).isEmpty();
    }

    @Test
    void a_group_without_people_is_withheld_when_its_ratios_are_about_too_few() {
        assertThat(withheldAmong(group("A", null, 0, 2))).containsExactly(0);
        assertThat(withheldAmong(group("A", null, 0, 5))).isEmpty();
        assertThat(withheldAmong(group("A", null, 6, 2))).isEmpty();
    }

    @Test
    void beside_one_withheld_group_the_next_smallest_is_withheld_or_the_total_would_tell() {
        assertThat(withheldAmong(group("A", null, 50, 0), group("B", null, 3, 0), group("C", null, 9, 0)))
                .containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void beside_withheld_groups_that_are_enough_together_nothing_more_is_withheld() {
        assertThat(withheldAmong(group("A", null, 50, 0), group("B", null, 3, 0), group("C", null, 2, 0),
                group("D", null, 9, 0))).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void of_two_dimensions_every_row_and_every_column_is_protected() {
        Set<Integer> withheld = withheldAmong(group("A", "x", 3, 0), group("A", "y", 20, 0), group("A", "z", 30, 0),
                group("B", "x", 40, 0), group("B", "y", 10, 0), group("B", "z", 50, 0));

        assertThat(withheld).containsExactlyInAnyOrder(0, 1, 3, 4);
    }
}
