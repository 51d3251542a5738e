package io.lumbar.application.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WithholdingSmallGroupsTest {
    private final Map<List<Object>, People> cells = new LinkedHashMap<>();

    private WithholdingSmallGroupsTest cell(long people, Object... values) {
        cells.computeIfAbsent(List.of(values), _ -> new People()).add(people);
        return this;
    }

    private Set<List<Object>> withheld(Disclosure disclosure) {
        var withholding = Withholding.among(cells, disclosure.tooFew());
        return cells.keySet().stream().filter(withholding::withholds).collect(Collectors.toSet());
    }

    private Set<List<Object>> withheld() {
        return withheld(Disclosure.ON_SCREEN);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4})
    void a_group_of_one_to_four_people_is_withheld(long people) {
        assertThat(cell(people, "A").withheld()).containsExactly(List.of("A"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5, 1_000})
    void a_group_of_nobody_or_of_five_is_shown(long people) {
        assertThat(cell(people, "A").withheld()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 5, 9})
    void of_what_leaves_the_product_a_group_of_up_to_nine_is_withheld(long people) {
        assertThat(cell(people, "A").withheld(Disclosure.EXPORTED)).containsExactly(List.of("A"));
    }

    @Test
    void of_what_leaves_the_product_a_group_of_ten_is_shown() {
        assertThat(cell(10, "A").withheld(Disclosure.EXPORTED)).isEmpty();
    }

    @Test
    void a_group_is_withheld_that_one_filter_makes_by_leaving_out_too_few() {
        assertThat(cell(50, "A", "within").cell(4, "A", "after").withheld())
                .contains(List.of("A", "within"), List.of("A", "after"));
    }

    @Test
    void a_group_is_shown_that_leaves_out_enough() {
        assertThat(cell(50, "A", "within").cell(5, "A", "after").withheld()).isEmpty();
    }

    @Test
    void beside_one_withheld_group_the_next_smallest_is_withheld_or_the_total_would_tell() {
        assertThat(cell(50, "A").cell(3, "B").cell(9, "C").withheld())
                .containsExactlyInAnyOrder(List.of("B"), List.of("C"));
    }

    @Test
    void beside_withheld_groups_that_are_enough_together_nothing_more_is_withheld() {
        assertThat(cell(50, "A").cell(3, "B").cell(2, "C").cell(9, "D").withheld())
                .containsExactlyInAnyOrder(List.of("B"), List.of("C"));
    }

    @Test
    void of_two_dimensions_every_row_and_every_column_is_protected() {
        assertThat(cell(3, "A", "x").cell(20, "A", "y").cell(30, "A", "z").cell(40, "B", "x").cell(10, "B", "y")
                .cell(50, "B", "z").withheld()).containsExactlyInAnyOrder(List.of("A", "x"), List.of("A", "y"),
                        List.of("B", "x"), List.of("B", "y"));
    }
}
