package io.lumbar.api.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

import io.lumbar.api.report.Chart.Kind;
import io.lumbar.api.report.Chart.Point;
import io.lumbar.api.report.Chart.Series;
import io.lumbar.api.report.Shown.Fact;
import io.lumbar.application.report.SessionsPerPerson;
import io.lumbar.application.report.SessionsPerPerson.Bar;
import io.lumbar.application.report.SessionsPerPerson.Distributions;
import io.lumbar.application.report.SessionsPerPerson.Group;
import io.lumbar.application.report.SessionsPerPersonReport;
import io.lumbar.domain.outcome.statistics.Summary;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code sessions-per-person} on a page. */
@Component
@Order(2)
final class SessionsPerPersonShown extends AnswerShown<SessionsPerPerson> {

    SessionsPerPersonShown(SessionsPerPersonReport report) {
        super(report, "sessions-per-person", "Sessions per person",
                "How many sessions did people have, and how much do they differ?");
    }

    @Override
    Content content(SessionsPerPerson answer, boolean whole, Naming naming) {
        List<Group> groups = answer.groups();
        List<Group> shown = groups.stream().filter(group -> group.people() != null).toList();
        return new Content(
                groups.isEmpty() || (whole && Objects.equals(groups.getFirst().episodes(), 0L)),
                whole && !shown.isEmpty() ? facts(shown.getFirst()) : List.of(),
                groups.isEmpty() || !shown.isEmpty()
                        ? List.of(whole ? histogram(shown.getFirst()) : medians(shown, naming))
                        : List.of(),
                tables(answer, whole, naming));
    }

    private static List<Fact> facts(Group group) {
        Summary all = Objects.requireNonNull(group.perPerson()).all();
        return List.of(new Fact("Median sessions a person", Figures.decimal(all.median())),
                new Fact("Half of the people had", Figures.interval(Figures.decimal(all.q1()),
                        Figures.decimal(all.q3()))),
                new Fact("People", Figures.count(group.people())),
                new Fact("Sessions held", Figures.count(group.sessions())));
    }

    private static Chart histogram(Group group) {
        List<Bar> bars = Objects.requireNonNull(group.histogram());
        int most = bars.isEmpty() ? 0 : bars.getLast().sessions();
        var finished = new ArrayList<Point>();
        var unfinished = new ArrayList<Point>();
        for (Bar bar : bars) {
            finished.add(new Point(bar.sessions() - 1, (double) bar.finishedPeople()));
            unfinished.add(new Point(bar.sessions() - 1, (double) bar.unfinishedPeople()));
        }
        List<String> categories = new ArrayList<>();
        for (int sessions = 1; sessions <= most; sessions++) {
            categories.add(String.valueOf(sessions));
        }
        Summary all = Objects.requireNonNull(group.perPerson()).all();
        return new Chart(Kind.BARS, "People by number of sessions",
                "Bars: how many people had 1, 2, 3 and more sessions. The median of %s people is %s sessions; the most is %s."
                        .formatted(Figures.count(all.n()), Figures.decimal(all.median()), Figures.count(all.max())),
                "Sessions", "People", categories, false,
                List.of(new Series("Finished", finished), new Series("Still in treatment", unfinished)));
    }

    private static Chart medians(List<Group> groups, Naming naming) {
        var points = new ArrayList<Point>();
        var categories = new ArrayList<String>();
        for (Group group : groups) {
            Distributions distributions = group.perPerson();
            if (distributions != null && distributions.all().median() != null) {
                Summary all = distributions.all();
                points.add(new Point(categories.size(), all.median(), all.q1(), all.q3(), null));
                categories.add(naming.apply(group.key()));
            }
        }
        return new Chart(Kind.INTERVALS, "Sessions a person, by group: median and quartiles",
                "Points: the median number of sessions of each group, with the range in which the middle half of its people "
                        + "lie. The table below has the same figures.",
                "", "Sessions", categories, false, List.of(new Series("Median and middle half", points)));
    }

    private static List<Table> tables(SessionsPerPerson answer, boolean whole, Naming naming) {
        List<Group> groups = answer.groups();
        var tables = new ArrayList<Table>();
        tables.add(Table.of("Sessions a person",
                List.of("Group", "People", "Sessions", "Without session", "Mean", "Median", "Lower quartile",
                        "Upper quartile", "90 % had at most", "Most"),
                groups, group -> row(naming.apply(group.key()), group)));
        if (whole && groups.getFirst().perPerson() != null) {
            Group group = groups.getFirst();
            tables.add(new Table("Finished and still in treatment",
                    List.of("Who", "Number", "Mean", "Median", "Lower quartile", "Upper quartile", "90 % had at most",
                            "Most"),
                    List.of(row("People, finished", Objects.requireNonNull(group.perPerson()).finished()),
                            row("People, still in treatment", group.perPerson().unfinished()),
                            row("Episodes, finished", Objects.requireNonNull(group.perEpisode()).finished()),
                            row("Episodes, still in treatment", group.perEpisode().unfinished()))));
        }
        Set<String> suppressed = Set.copyOf(answer.suppressed());
        tables.add(Table.of("For comparison with other systems: both are biased, as the definition says",
                List.of("Group", "Episodes", "Patient visit average", "Visits per discharged case", "Against a rule"),
                IntStream.range(0, groups.size()).boxed().toList(),
                n -> compared(naming.apply(groups.get(n).key()), groups.get(n),
                        suppressed.contains("groups[" + n + "].pva"))));
        return tables;
    }

    private static List<Cell> compared(String name, Group group, boolean visitsWithheld) {
        if (group.episodes() == null) {
            return Table.withheld(name, 5);
        }
        return Table.row(name, Cell.count(group.episodes()),
                visitsWithheld ? Cell.Blank.WITHHELD : Cell.decimal(group.pva()),
                visitsWithheld ? Cell.Blank.WITHHELD : Cell.decimal(group.visitsPerDischargedCase()),
                Cell.count(group.sessionsAgainstRules()));
    }

    private static List<Cell> row(String name, Group group) {
        Distributions distributions = group.perPerson();
        if (distributions == null) {
            return Table.withheld(name, 10);
        }
        Summary all = distributions.all();
        return Table.row(name, Cell.count(group.people()), Cell.count(group.sessions()),
                Cell.count(group.withoutSession()), Cell.decimal(all.mean()), Cell.decimal(all.median()),
                Cell.decimal(all.q1()), Cell.decimal(all.q3()), Cell.decimal(all.p90()), Cell.count(all.max()));
    }

    private static List<Cell> row(String name, Summary summary) {
        return Table.row(name, Cell.count(summary.n()), Cell.decimal(summary.mean()), Cell.decimal(summary.median()),
                Cell.decimal(summary.q1()), Cell.decimal(summary.q3()), Cell.decimal(summary.p90()),
                Cell.count(summary.max()));
    }
}
