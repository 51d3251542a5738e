package io.lumbar.application.report;

import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WithholdingSmallGroupsTest {
    private final Map<Cell, Long> cells = new LinkedHashMap<>();

    private record Cell(List<Object> values, Span span) {}

    private WithholdingSmallGroupsTest cell(long people, Object... values) {
        return in(Span.ALWAYS, people, values).in(Span.WINDOW, people, values);
    }

    private WithholdingSmallGroupsTest in(Span span, long people, Object... values) {
        cells.merge(new Cell(List.of(values), span), people, Long::sum);
        return this;
    }

    private static People of(long number) {
        var people = new People();
        people.add(number);
        return people;
    }

    private Heads heads() {
        CellKeys keys = CellKeys.of(cells.keySet().stream().map(Cell::values).toList(),
                cells.keySet().stream().map(Cell::span).collect(Collectors.toSet()));
        Heads heads = Heads.of(keys);
        cells.forEach((cell, people) -> heads.add(keys.combinations().number(cell.values()), keys.number(cell.span()),
                keys.part(Absent.ABSENT), of(people)));
        return heads;
    }

    private Set<List<Object>> withheld(Disclosure disclosure) {
        return withheld(Withholding.among(heads(), new Withholding.Rule(disclosure.tooFew(), Window.ALWAYS, false)));
    }

    private Set<List<Object>> withheld() {
        return withheld(Disclosure.ON_SCREEN);
    }

    /** The values of those cells. */
    private Set<List<Object>> withheld(Withholding withholding) {
        return cells.keySet().stream().filter(cell -> cell.span().equals(Span.WINDOW)).map(Cell::values)
                .filter(values -> withholding.withholds(values, Absent.ABSENT)).collect(Collectors.toSet());
    }

    /** Whether the group without any respects is withheld from one month of 2026 to another. */
    private boolean isWithheld(int from, int to) {
        var window = new Window(YearMonth.of(2026, from), YearMonth.of(2026, to));
        long within = cells.entrySet().stream()
                .filter(cell -> cell.getKey().span().months() == 1 && cell.getKey().span().isWithin(window))
                .mapToLong(Map.Entry::getValue).sum();
        cells.put(new Cell(List.of(), Span.WINDOW), within);
        return Withholding.among(heads(), new Withholding.Rule(4, window, false)).withholds(List.of(), Absent.ABSENT);
    }

    /** So many people in each month of 2026, from January. */
    private WithholdingSmallGroupsTest months(int... people) {
        for (int n = 0; n < people.length; n++) {
            for (Span span : Span.of(YearMonth.of(2026, n + 1))) {
                in(span, people[n]);
            }
        }
        return this;
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

    @Test
    void a_window_does_not_end_where_it_parts_a_few_from_others() {
        months(20, 3, 9, 20, 20, 20);

        assertThat(isWithheld(1, 1)).isFalse();
        assertThat(isWithheld(2, 2)).isTrue();
        assertThat(isWithheld(3, 3)).isTrue(); // or February would be the quarter without January and March
        assertThat(isWithheld(1, 2)).isTrue();
        assertThat(isWithheld(3, 6)).isTrue();
        assertThat(isWithheld(2, 3)).isFalse();
        assertThat(isWithheld(1, 3)).isFalse();
        assertThat(isWithheld(2, 5)).isFalse();
        assertThat(isWithheld(1, 12)).isFalse();
    }

    @Test
    void windows_of_quarters_are_shown_whatever_their_months() {
        months(2, 2, 2, 3, 1, 4, 2, 2, 3);

        assertThat(isWithheld(1, 3)).isFalse();
        assertThat(isWithheld(4, 9)).isFalse();
        assertThat(isWithheld(4, 4)).isTrue();
        assertThat(isWithheld(3, 6)).isTrue();
    }

    @Test
    void withheld_groups_of_one_person_each_are_one_more_than_they_have_people() {
        assertThat(cell(50, "A").cell(1, "B").cell(1, "C").cell(1, "D").cell(1, "E").cell(1, "F").cell(30, "G")
                .withheld()).contains(List.of("G"));
    }

    @Test
    void a_group_that_is_a_sum_by_itself_hides_no_other() {
        // All of A are A-x: to withhold that would not hide B-x, so C-x is withheld, which is more.
        assertThat(cell(9, "A", "x").cell(3, "B", "x").cell(20, "C", "x").cell(30, "B", "y").cell(40, "C", "y")
                .withheld()).containsExactlyInAnyOrder(List.of("B", "x"), List.of("C", "x"), List.of("B", "y"),
                        List.of("C", "y"));
    }

    @Test
    void of_parts_that_are_shown_with_their_sum_no_single_one_is_withheld() {
        cell(60);
        Heads all = heads();
        var whole = Withholding.among(all, new Withholding.Rule(4, Window.ALWAYS, false));
        Map<Object, Long> people = Map.of("few", 3L, "some", 20L, "many", 50L);
        Heads parts = Heads.of(all.keys().withParts(people.keySet()));
        people.forEach((part, number) -> Stream.of(Span.ALWAYS, Span.WINDOW).forEach(
                span -> parts.add(0, parts.keys().number(span), parts.keys().part(part), of(number))));

        assertThat(people.keySet()).filteredOn(part -> whole.amongParts(parts, true).withholds(List.of(), part))
                .containsExactlyInAnyOrder("few", "some");
        assertThat(people.keySet()).filteredOn(part -> whole.amongParts(parts, false).withholds(List.of(), part))
                .containsExactly("few");
    }
}
