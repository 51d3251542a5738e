package io.lumbar.api.access;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.lumbar.domain.account.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Who may call what: the one table of route, role and reach. What has no row is denied, and so is a role whose cell is
 * {@code -}. How far the caller's roles reach becomes the {@link io.lumbar.application.Scope} that everything behind is
 * kept to.
 */
@Component
public final class RouteTable {
    /** The management routes, which Spring serves and no controller of ours. */
    static final String MANAGEMENT = "* /actuator/**";

    private static final String NOBODY = "-";
    private static final String OPEN = "open";

    private static final String ROWS = """
            #    route                                                      FRONT_DESK THERAPIST MANAGER PRIVACY_OFFICER ADMIN
            GET  /problems/{code}                                           open
            *    /actuator/**                                               -          -         -       -               every

            GET  /log-in                                                    open
            GET  /                                                          -          -         clinic  -               -
            GET  /password                                                  clinic     clinic    clinic  clinic          clinic
            POST /password                                                  clinic     clinic    clinic  clinic          clinic
            GET  /second-factor                                             clinic     clinic    clinic  clinic          clinic
            POST /second-factor                                             clinic     clinic    clinic  clinic          clinic
            POST /second-factor/enrolment                                   clinic     clinic    clinic  clinic          clinic
            GET  /accounts                                                  -          -         -       -               clinic
            POST /accounts                                                  -          -         -       -               clinic
            POST /accounts/{id}/secret                                      -          -         -       -               clinic
            POST /accounts/{id}/second-factor/removal                       -          -         -       -               clinic
            POST /accounts/{id}/disabling                                   -          -         -       -               clinic
            POST /apps                                                      -          -         -       -               every
            POST /apps/{id}/removal                                         -          -         -       -               every
            GET  /reports/{name}                                            -          -         clinic  -               -
            GET  /outlook                                                   -          -         clinic  -               -
            GET  /history                                                   -          -         -       every           every
            GET  /personal-reads                                            -          -         -       every           -
            GET  /imports                                                   -          -         -       -               every
            POST /imports                                                   -          -         -       -               every
            GET  /imports/template                                          -          -         -       -               every
            GET  /imports/{id}                                              -          -         -       -               every
            GET  /imports/{id}/errors                                       -          -         -       -               every

            POST /api/v1/accounts                                           -          -         -       -               clinic
            GET  /api/v1/accounts                                           -          -         -       -               clinic
            GET  /api/v1/accounts/{id}                                      -          -         -       -               clinic
            PUT  /api/v1/accounts/{id}/rights                               -          -         -       -               clinic
            PUT  /api/v1/accounts/{id}/log-in-name                          -          -         -       -               clinic
            POST /api/v1/accounts/{id}/secret                               -          -         -       -               clinic
            POST /api/v1/accounts/{id}/second-factor/removal                -          -         -       -               clinic
            POST /api/v1/accounts/{id}/disabling                            -          -         -       -               clinic

            PUT  /api/v1/apps/{id}                                          -          -         -       -               every
            GET  /api/v1/apps                                               -          -         -       -               every
            GET  /api/v1/apps/{id}                                          -          -         -       -               every
            POST /api/v1/apps/{id}/removal                                  -          -         -       -               every

            POST /api/v1/clinics                                            -          -         -       -               every
            GET  /api/v1/clinics                                            clinic     clinic    clinic  clinic          clinic
            GET  /api/v1/clinics/{id}                                       clinic     clinic    clinic  clinic          clinic
            PUT  /api/v1/clinics/{id}/opening-hours                         -          -         -       -               clinic
            POST /api/v1/clinics/{id}/closing                               -          -         -       -               clinic

            POST /api/v1/therapists                                         -          -         clinic  -               clinic
            GET  /api/v1/therapists                                         clinic     clinic    clinic  -               clinic
            GET  /api/v1/therapists/{id}                                    clinic     clinic    clinic  -               clinic
            POST /api/v1/therapists/{id}/qualifications                     -          -         clinic  -               clinic
            POST /api/v1/therapists/{id}/qualifications/{style}/revocation  -          -         clinic  -               clinic
            PUT  /api/v1/therapists/{id}/working-hours                      clinic     -         clinic  -               clinic
            POST /api/v1/therapists/{id}/absences                           clinic     -         clinic  -               clinic
            PUT  /api/v1/therapists/{id}/caseload-limit                     -          -         clinic  -               clinic
            POST /api/v1/therapists/{id}/deactivation                       -          -         clinic  -               clinic

            POST /api/v1/clients                                            clinic     -         clinic  -               -
            GET  /api/v1/clients                                            clinic     own       -       -               -
            POST /api/v1/clients/search                                     clinic     own       -       -               -
            GET  /api/v1/clients/{id}                                       clinic     own       -       -               -
            PUT  /api/v1/clients/{id}/details                               clinic     -         clinic  -               -
            POST /api/v1/clients/{id}/consents                              clinic     own       -       -               -
            POST /api/v1/clients/{id}/consents/{purpose}/withdrawal         clinic     own       -       -               -

            GET  /api/v1/screening-catalogues                               clinic     clinic    clinic  clinic          clinic

            POST /api/v1/episodes                                           clinic     -         clinic  -               -
            GET  /api/v1/episodes                                           clinic     own       clinic  -               -
            GET  /api/v1/episodes/{id}                                      clinic     own       -       -               -
            GET  /api/v1/episodes/{id}/timeline                             clinic     own       -       -               -
            GET  /api/v1/episodes/{id}/outlook                              clinic     own       -       -               -
            POST /api/v1/episodes/{id}/screenings                           clinic     own       -       -               -
            POST /api/v1/episodes/{id}/clearances                           clinic     own       -       -               -
            POST /api/v1/episodes/{id}/decline                              clinic     -         clinic  -               -
            POST /api/v1/episodes/{id}/intake-correction                    clinic     own       clinic  -               -
            POST /api/v1/episodes/{id}/voiding                              -          -         clinic  -               -
            POST /api/v1/episodes/{id}/assignments                          clinic     -         clinic  -               -
            POST /api/v1/episodes/{id}/discharge                            clinic     own       clinic  -               -
            POST /api/v1/episodes/{id}/reopening                            clinic     own       clinic  -               -

            POST /api/v1/episodes/{id}/sessions                             clinic     own       clinic  -               -
            POST /api/v1/episodes/{id}/sessions/held                        -          own       clinic  -               -
            GET  /api/v1/episodes/{id}/sessions/{sid}                       clinic     own       -       -               -
            POST /api/v1/episodes/{id}/sessions/{sid}/held                  -          own       clinic  -               -
            POST /api/v1/episodes/{id}/sessions/{sid}/rescheduling          clinic     own       clinic  -               -
            POST /api/v1/episodes/{id}/sessions/{sid}/cancellation          clinic     own       clinic  -               -
            POST /api/v1/episodes/{id}/sessions/{sid}/no-show               clinic     own       -       -               -
            POST /api/v1/episodes/{id}/sessions/{sid}/no-show-reversal      clinic     own       -       -               -
            POST /api/v1/episodes/{id}/sessions/{sid}/correction            -          own       clinic  -               -
            POST /api/v1/episodes/{id}/sessions/{sid}/voiding               -          own       clinic  -               -

            POST /api/v1/episodes/{id}/measurements                         clinic     own       -       -               -
            GET  /api/v1/episodes/{id}/measurements/{mid}                   clinic     own       -       -               -
            POST /api/v1/episodes/{id}/measurements/{mid}/correction        clinic     own       -       -               -
            POST /api/v1/episodes/{id}/measurements/{mid}/voiding           clinic     own       -       -               -
            POST /api/v1/episodes/{id}/adverse-events                       clinic     own       -       -               -
            GET  /api/v1/episodes/{id}/adverse-events/{aid}                 clinic     own       -       -               -
            POST /api/v1/episodes/{id}/adverse-events/{aid}/correction      -          own       clinic  -               -
            POST /api/v1/episodes/{id}/follow-ups/{fid}/outcome             clinic     own       -       -               -
            POST /api/v1/episodes/{id}/follow-ups/{fid}/correction          clinic     own       -       -               -
            GET  /api/v1/episodes/{id}/follow-ups/{fid}                     clinic     own       -       -               -

            GET  /api/v1/worklist                                           clinic     own       clinic  -               -
            GET  /api/v1/worklist/{id}                                      clinic     own       clinic  -               -
            POST /api/v1/worklist/{id}/claim                                clinic     own       clinic  -               -
            POST /api/v1/worklist/{id}/release                              clinic     own       clinic  -               -
            POST /api/v1/worklist/{id}/done                                 clinic     own       clinic  -               -
            GET  /api/v1/calendar                                           clinic     own       clinic  -               -
            GET  /api/v1/reports/sessions-per-person                        -          -         clinic  -               -
            GET  /api/v1/reports/therapists                                 -          own       clinic  -               -
            GET  /api/v1/reports/{name}                                     -          -         clinic  -               -
            POST /api/v1/reports/outlook                                    clinic     clinic    clinic  -               -

            GET  /api/v1/history/verification                               -          -         -       every           every
            GET  /api/v1/personal-reads                                     -          -         -       every           -

            POST /api/v1/imports                                            -          -         -       -               every
            GET  /api/v1/imports/template                                   -          -         -       -               every
            GET  /api/v1/imports/{id}                                       -          -         -       -               every
            GET  /api/v1/imports/{id}/errors                                -          -         -       -               every
            """;

    private final Map<String, Row> rows;

    /** More rows, for routes that are not the product's own; its own stand above. */
    public interface MoreRows {
        /** Rows as in the table. */
        String text();
    }

    /**
     * A row.
     *
     * @param open whether it needs no token, nor a log-in; nobody's role matters then
     * @param reaches how far each role reaches; a role that is not in it may not call the route
     */
    public record Row(boolean open, Map<Role, Reach> reaches) {
        public Row {
            var inOrder = new EnumMap<Role, Reach>(Role.class);
            inOrder.putAll(reaches);
            reaches = Collections.unmodifiableMap(inOrder);
        }
    }

    /** The table with all its rows. */
    RouteTable(ObjectProvider<MoreRows> more) {
        this.rows = read(Stream.concat(Stream.of(ROWS), more.stream().map(MoreRows::text))
                .collect(Collectors.joining("\n")));
    }

    /** @throws IllegalStateException a row or a cell is wrong, or one is there twice */
    static Map<String, Row> read(String text) {
        Map<String, Row> rows = new TreeMap<>();
        text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(line -> {
            List<String> words = Arrays.asList(line.split("\\s+"));
            String route = words.get(0) + " " + words.get(1);
            if (rows.put(route, row(route, words.subList(2, words.size()))) != null) {
                throw new IllegalStateException("two rows for " + route);
            }
        });
        return rows;
    }

    private static Row row(String route, List<String> cells) {
        Map<Role, Reach> reaches = new EnumMap<>(Role.class);
        if (cells.equals(List.of(OPEN))) {
            return new Row(true, reaches);
        }
        if (cells.size() != Role.values().length) {
            throw new IllegalStateException("one cell for each role is needed for " + route);
        }
        int n = 0;
        for (Role role : Role.values()) {
            String cell = cells.get(n++);
            if (!cell.equals(NOBODY)) {
                reaches.put(role, Arrays.stream(Reach.values()).filter(reach -> reach.label().equals(cell)).findFirst()
                        .orElseThrow(() -> new IllegalStateException(cell + " is no reach for " + route)));
            }
        }
        return new Row(false, reaches);
    }

    /**
     * The row of a route; null when it has none, and is denied.
     *
     * @param route method and path template, such as {@code POST /api/v1/clinics}
     */
    public @Nullable Row of(String route) {
        return rows.get(route);
    }

    /** Every route that has a row. */
    Set<String> routes() {
        return rows.keySet();
    }
}
