package io.lumbar.api.report;

import java.util.List;

import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.RequestRefused;
import org.springframework.stereotype.Component;

/** The reports there are, in the order of menus. */
@Component
public final class ShownReports {
    private final List<ShownReport> all;

    ShownReports(List<ShownReport> all) {
        this.all = List.copyOf(all);
    }

    public List<ShownReport> all() {
        return all;
    }

    /** @throws RequestRefused when there is no report of this name */
    public ShownReport named(String name) {
        return all.stream().filter(report -> report.name().equals(name)).findFirst()
                .orElseThrow(() -> new RequestRefused(EdgeProblem.NO_SUCH_ROUTE, "There is no such report."));
    }
}
