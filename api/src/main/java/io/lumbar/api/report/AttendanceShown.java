package io.lumbar.api.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.lumbar.api.report.Chart.Kind;
import io.lumbar.api.report.Chart.Point;
import io.lumbar.api.report.Chart.Series;
import io.lumbar.api.report.Shown.Fact;
import io.lumbar.application.report.Attendance;
import io.lumbar.application.report.Attendance.DropOff;
import io.lumbar.application.report.Attendance.GapDays;
import io.lumbar.application.report.Attendance.Group;
import io.lumbar.application.report.AttendanceReport;
import io.lumbar.domain.episode.Session.CancelledBy;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code attendance} on a page. */
@Component
@Order(4)
final class AttendanceShown extends AnswerShown<Attendance> {

    AttendanceShown(AttendanceReport report) {
        super(report, "attendance", "Attendance",
                "Do people come, who cancels, and after which session do they stay away?");
    }

    @Override
    Content content(Attendance answer, boolean whole, Naming naming) {
        List<Group> groups = answer.groups();
        List<Group> shown = groups.stream().filter(group -> group.held() != null).toList();
        boolean empty = groups.stream().allMatch(group -> group.held() != null && all(group) == 0);
        var tables = new ArrayList<Table>();
        tables.add(fates(groups, naming));
        if (whole && !shown.isEmpty()) {
            tables.add(dropOff(shown.getFirst()));
        }
        return new Content(empty, whole && !shown.isEmpty() && !empty ? facts(shown.getFirst()) : List.of(),
                empty || shown.isEmpty() ? List.of() : charts(shown, whole, naming), tables);
    }

    private static long all(Group group) {
        return number(group.planned()) + number(group.held()) + number(group.noShow())
                + Objects.requireNonNullElse(group.cancelled(), Map.<CancelledBy, Long>of()).values().stream()
                        .mapToLong(Long::longValue).sum();
    }

    private static long number(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    private static long cancelled(Group group, CancelledBy by) {
        return number(Objects.requireNonNullElse(group.cancelled(), Map.<CancelledBy, Long>of()).get(by));
    }

    /** Of the sessions to which somebody was expected, and either came or did not. */
    static @Nullable Double noShowShare(Group group) {
        long expected = number(group.held()) + number(group.noShow());
        return expected == 0 || group.noShow() == null ? null : (double) group.noShow() / expected;
    }

    private static List<Fact> facts(Group group) {
        return List.of(new Fact("Nobody came, of held and missed", Figures.percent(noShowShare(group))),
                new Fact("Sessions held", Figures.count(group.held())),
                new Fact("Cancelled by clients", Figures.count(cancelled(group, CancelledBy.CLIENT))),
                new Fact("Days between sessions", Figures.decimal(gap(group))));
    }

    private static @Nullable Double gap(Group group) {
        return group.gapDays() == null ? null : group.gapDays().median();
    }

    private static List<Chart> charts(List<Group> groups, boolean whole, Naming naming) {
        var series = new ArrayList<Series>();
        var missed = new ArrayList<Point>();
        var names = new ArrayList<String>();
        for (Group group : groups) {
            if (number(group.held()) == 0) {
                continue; // who never came has no style, and so a group of its own
            }
            missed.add(new Point(names.size(), noShowShare(group)));
            names.add(naming.apply(group.key()));
            var points = new ArrayList<Point>();
            for (DropOff off : Objects.requireNonNullElse(group.dropOff(), List.<DropOff>of())) {
                points.add(new Point(off.sessions(), share(off)));
            }
            series.add(new Series(whole ? "Everybody" : naming.apply(group.key()), points));
        }
        var charts = new ArrayList<Chart>();
        if (!whole) {
            charts.add(new Chart(Kind.INTERVALS, "Sessions to which nobody came, of those held and missed",
                    "Points: the share of each group. The table below has the same figures.", "", "Share",
                    names, true,
                    List.of(new Series("Nobody came", missed))));
        }
        charts.add(new Chart(Kind.LINE,
                "Share of episodes that ended without another session, by number of the session",
                "Lines: of the episodes in which a session with this number took place, the share that ended before the next.",
                "Session", "Share of episodes", List.of(), true, series));
        return charts;
    }

    private static Table fates(List<Group> groups, Naming naming) {
        var heads = List.of("Group", "Planned", "Held", "Nobody came", "Share", "Cancelled by client", "By therapist",
                "By clinic", "By discharge", "Days between", "Lower quartile", "Upper quartile");
        return Table.of("What became of sessions", heads, groups, group -> {
            GapDays gap = group.gapDays();
            return group.held() == null
                    ? Table.withheld(naming.apply(group.key()), heads.size())
                    : Table.row(naming.apply(group.key()), Cell.count(group.planned()), Cell.count(group.held()),
                            Cell.count(group.noShow()), Cell.share(noShowShare(group)),
                            Cell.count(cancelled(group, CancelledBy.CLIENT)),
                            Cell.count(cancelled(group, CancelledBy.THERAPIST)),
                            Cell.count(cancelled(group, CancelledBy.CLINIC)),
                            Cell.count(cancelled(group, CancelledBy.DISCHARGE)),
                            Cell.decimal(gap == null ? null : gap.median()),
                            Cell.decimal(gap == null ? null : gap.q1()), Cell.decimal(gap == null ? null : gap.q3()));
        });
    }

    private static Table dropOff(Group group) {
        return Table.of("Who goes on",
                List.of("Session", "Episodes in which it took place", "Ended before the next", "Share"),
                Objects.requireNonNullElse(group.dropOff(), List.<DropOff>of()),
                off -> Table.row(String.valueOf(off.sessions()), Cell.count(off.atRisk()), Cell.count(off.ended()),
                        Cell.share(share(off))));
    }

    private static @Nullable Double share(DropOff off) {
        return off.atRisk() == 0 ? null : (double) off.ended() / off.atRisk();
    }
}
