package io.lumbar.api.page;

import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

import io.lumbar.api.report.Figures;
import io.lumbar.application.report.YearAtAGlance;
import io.lumbar.application.report.YearAtAGlance.Year;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * One figure of the start page.
 *
 * @param figure of the year
 * @param beside what belongs to it, such as its interval
 * @param address of its report
 * @param told the trend in words
 * @param lines the trend as points of lines, which break where there is no figure
 */
record Tile(String title, String figure, String beside, String address, String told, List<String> lines) {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);
    private static final double ACROSS = 120;
    private static final double TOP = 2;
    private static final double UP = 28;

    /** All of them. */
    static List<Tile> of(Year year, List<String> clinics) {
        YearAtAGlance.Figures all = year.year();
        return List.of(
                tile("Episodes opened", Figures.count(all.opened()), "in twelve months", "sessions-per-person", year,
                        clinics, YearAtAGlance.Figures::opened, Figures::count),
                tile("Sessions held", Figures.count(all.held()), "in twelve months", "attendance", year, clinics,
                        YearAtAGlance.Figures::held, Figures::count),
                tile("Median sessions to response", Figures.count(all.median()),
                        interval(Figures.count(all.medianLow()), Figures.count(all.medianHigh())),
                        "sessions-to-response", year, clinics, YearAtAGlance.Figures::median, Figures::count),
                tile("Improved at discharge", Figures.percent(all.responders()),
                        interval(Figures.percent(all.respondersLow()), Figures.percent(all.respondersHigh())),
                        "outcomes", year, clinics, YearAtAGlance.Figures::responders, Figures::percent),
                tile("Nobody came", Figures.percent(all.noShow()), "of the sessions held or missed", "attendance", year,
                        clinics, YearAtAGlance.Figures::noShow, Figures::percent),
                tile("Follow-ups overdue", Figures.count(all.overdue()), "neither recorded nor missed yet",
                        "follow-ups",
                        year, clinics, YearAtAGlance.Figures::overdue, Figures::count));
    }

    private static String interval(String low, String high) {
        String interval = Figures.interval(low, high);
        return interval.equals(Figures.NONE) ? "too few to say how sure" : "95 % interval: " + interval;
    }

    private static <N extends Number> Tile tile(String title, String figure, String beside, String report, Year year,
            List<String> clinics, Function<YearAtAGlance.Figures, @Nullable N> which,
            Function<@Nullable Number, String> written) {
        List<YearAtAGlance.Figures> months = year.months();
        var values = new ArrayList<@Nullable Number>();
        var told = new ArrayList<String>();
        for (int n = 0; n < months.size(); n++) {
            Number value = which.apply(months.get(n));
            values.add(value);
            told.add(MONTH.format(year.from().plusMonths(n)) + " " + written.apply(value));
        }
        return new Tile(title, figure, beside, address(report, year.from(), clinics),
                "By month: " + String.join(", ", told), lines(values));
    }

    private static String address(String report, YearMonth from, List<String> clinics) {
        return UriComponentsBuilder.fromPath("/reports/{report}").queryParam("from", from.atDay(1))
                .queryParam("clinic", clinics.toArray()).buildAndExpand(report).toUriString();
    }

    private static List<String> lines(List<@Nullable Number> values) {
        double most = values.stream().filter(Objects::nonNull).mapToDouble(Number::doubleValue).max().orElse(0);
        var lines = new ArrayList<String>();
        var line = new ArrayList<String>();
        for (int n = 0; n < values.size(); n++) {
            Number value = values.get(n);
            if (value == null) {
                add(lines, line);
            } else {
                line.add(String.format(Locale.ROOT, "%.1f,%.1f", n * ACROSS / (values.size() - 1),
                        TOP + UP * (most == 0 ? 1 : 1 - value.doubleValue() / most)));
            }
        }
        add(lines, line);
        return lines;
    }

    private static void add(List<String> lines, List<String> line) {
        if (line.size() > 1) {
            lines.add(String.join(" ", line));
        }
        line.clear();
    }

    /** A month as people read it. */
    static String month(YearMonth month) {
        return MONTH.format(month);
    }
}
