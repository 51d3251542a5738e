package io.lumbar.api.export;

import java.util.List;
import java.util.function.Function;

import io.lumbar.api.export.PdfExport.Sheet;
import io.lumbar.api.report.Shown;
import io.lumbar.api.report.Table;

/**
 * Finds how a report goes on one page: the roomiest way in which all of it does; else the densest, with as many charts and
 * rows as go, saying how many there are. Only what is asked for in more words than a page holds goes on to another.
 */
final class Fitting {
    /** More rows than these are on no page, so that nothing is laid out in vain. */
    private static final int MOST_ROWS = 160;
    /** Fewer rows than these are too few for another chart. */
    private static final int FEW_ROWS = 6;

    private final Shown shown;
    private final Function<Layout, Sheet> press;

    /** @param press lays out a document; it holds on to memory until its renderer is closed */
    Fitting(Exported report, Function<Layout, Sheet> press) {
        this.shown = report.shown();
        this.press = press;
    }

    Sheet sheet() {
        boolean wide = shown.tables().stream().anyMatch(Layout::isWide);
        Layout tight = wide ? Layout.ROOMY.onItsSide().tight() : Layout.ROOMY.tight();
        if (longest() <= MOST_ROWS) {
            for (Layout layout : wide
                    ? List.of(Layout.ROOMY.onItsSide().snug(), tight)
                    : List.of(Layout.ROOMY, Layout.ROOMY.snug(), tight, tight.onItsSide())) {
                Sheet sheet = press.apply(layout);
                if (sheet.pages() == 1) {
                    return sheet;
                }
                sheet.renderer().close();
            }
        }
        return cut(tight);
    }

    private int longest() {
        return shown.tables().stream().map(Table::rows).mapToInt(List::size).max().orElse(0);
    }

    private Sheet cut(Layout tight) {
        int charts = shown.charts().size();
        while (charts > 0 && !fits(tight.showing(charts, charts > 1 ? FEW_ROWS : 0))) {
            charts = Math.min(charts - 1, 6);
        }
        int fitting = 0;
        int not = Math.min(MOST_ROWS, longest()) + 1;
        while (not - fitting > 1) {
            int rows = (fitting + not) / 2;
            if (fits(tight.showing(charts, rows))) {
                fitting = rows;
            } else {
                not = rows;
            }
        }
        return press.apply(tight.showing(charts, fitting));
    }

    private boolean fits(Layout layout) {
        Sheet sheet = press.apply(layout);
        try (var _ = sheet.renderer()) {
            return sheet.pages() == 1;
        }
    }
}
