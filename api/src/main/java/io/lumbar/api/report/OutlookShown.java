package io.lumbar.api.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

import io.lumbar.api.report.Chart.Kind;
import io.lumbar.api.report.Chart.Point;
import io.lumbar.api.report.Chart.Series;
import io.lumbar.api.report.Shown.Fact;
import io.lumbar.application.report.Dimension;
import io.lumbar.application.report.Outlook;
import io.lumbar.application.report.Outlook.Matched;
import io.lumbar.application.report.Outlook.Share;

/** What became of people like somebody, on a page. */
public final class OutlookShown {

    private OutlookShown() {}

    /** Its figures. */
    public static Shown of(Outlook outlook) {
        List<Share> shares = Objects.requireNonNullElse(outlook.shares(), List.of());
        return new Shown(AnswerShown.definition(outlook.definition()), outlook.asOf(), outlook.position().value(),
                outlook.incompleteEpisodes(), outlook.suppressed().isEmpty() ? 0 : 1, shares.isEmpty(), facts(outlook),
                shares.isEmpty() ? List.of() : List.of(chart(shares)), List.of(table(shares)));
    }

    private static List<Fact> facts(Outlook outlook) {
        return List.of(new Fact("People like this one", Figures.count(outlook.episodes())),
                new Fact("Sessions until half had responded", Figures.count(outlook.medianSessionsToResponse())),
                new Fact("95 % interval", Figures.interval(Figures.count(outlook.medianLow()),
                        Figures.count(outlook.medianHigh()))));
    }

    private static Chart chart(List<Share> shares) {
        var points = new ArrayList<>(List.of(new Point(0, 0.0)));
        shares.forEach(
                share -> points.add(new Point(share.sessions(), share.share(), share.low(), share.high(), null)));
        return new Chart(Kind.CURVE, "Share of people like this one who had responded, by number of sessions",
                "A curve that rises with the number of sessions: the share of people in whom a response was observed, with "
                        + "its 95 percent interval. The table below has the same figures.",
                "Sessions", "Share of people", List.of(), true, List.of(new Series("Responded", points)));
    }

    private static Table table(List<Share> shares) {
        return Table.of("The curve in numbers", List.of("Sessions", "At risk", "Responded by then", "95 % low",
                "95 % high"), shares,
                share -> Table.row(String.valueOf(share.sessions()), Cell.count(share.atRisk()),
                        Cell.share(share.share()), Cell.share(share.low()), Cell.share(share.high())));
    }

    /** In what they are alike, and in what not, since too few could be shown. */
    public static List<Fact> likeness(Outlook outlook, Names names) {
        var alike = new ArrayList<Fact>();
        Matched matched = outlook.matched();
        if (matched.clinicId() != null) {
            alike.add(fact(Dimension.CLINIC, matched.clinicId().value().toString(), names));
        }
        if (matched.chronicity() != null) {
            alike.add(fact(Dimension.CHRONICITY, matched.chronicity().name(), names));
        }
        if (matched.baselineBand() != null) {
            alike.add(fact(Dimension.BASELINE_BAND, matched.baselineBand(), names));
        }
        if (matched.cause() != null) {
            alike.add(new Fact("Primary cause", names.of(Dimension.CAUSE, matched.cause().name())));
        }
        if (!outlook.widened().isEmpty()) {
            alike.add(new Fact("Not looked at, as fewer than 30 could be shown", outlook.widened().stream()
                    .map(OutlookShown::word).collect(Collectors.joining(", "))));
        }
        return alike;
    }

    private static Fact fact(Dimension dimension, String value, Names names) {
        return new Fact(Words.of(dimension), names.of(dimension, value));
    }

    private static String word(String label) {
        for (Dimension dimension : Dimension.values()) {
            if (dimension.label().equals(label)) {
                return Words.of(dimension).toLowerCase(Locale.ROOT);
            }
        }
        return label;
    }
}
