package io.lumbar.infrastructure.report;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.lumbar.application.report.Cohort;
import io.lumbar.application.report.Dimension;
import io.lumbar.application.report.ReportQuery;
import io.lumbar.domain.ClinicId;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.report.CohortSql.Filter;

/**
 * One statement that counts everything {@code sessions-per-person} needs, row by row {@code (what, k1, k2, sessions,
 * finished, n)}. {@code k1} and {@code k2} are the group's key.
 */
final class SessionsPerPersonSql {
    /**
     * Every episode in the scope as known at the moment. {@code missed} are the filters it does not pass, as a bit each:
     * {@code matches} when all but the window's are passed, {@code chosen} when all are.
     */
    private static final String EPISODES = """
            with known as materialized (
                select client, episode, opened_on, held, ended_on, state, {first} as k1, {second} as k2,
                       row_number() over (partition by client order by opened_at, episode) = 1 as first_ever,
                       {missed} as missed
                from projection.episode_fact_v1 where recorded_from <= ? and recorded_to > ?{within}),
            matching as (select * from known where missed & {not window} = 0),
            chosen as (select * from known where missed = 0),
            held as (
                select m.k1, m.k2, m.client, count(*) as n
                from matching m join projection.session_fact_v1 s on s.episode = m.episode
                where s.state = 'HELD' and s.recorded_from <= ? and s.recorded_to > ? and {held on} group by 1, 2, 3),
            against_rules as (
                select c.k1, c.k2, count(*) as n
                from chosen c join projection.session_fact_v1 s on s.episode = c.episode
                where s.breached <> '{}' and s.state = 'HELD' and s.recorded_from <= ? and s.recorded_to > ?
                group by 1, 2),
            left_by_discharge as (
                select k1, k2, client, held from matching where state = 'DISCHARGED' and {ended on}),
            persons as (
                select k1, k2, client, sum(held)::int as held, bool_and(state in ('DISCHARGED', 'DECLINED')) as finished
                from chosen group by 1, 2, 3)
            """;

    private static final String COUNTS = """
            select 'person' as what, k1, k2, held as sessions, finished, count(*) as n from persons group by 2, 3, 4, 5
            union all
            select 'episode', k1, k2, held, state in ('DISCHARGED', 'DECLINED'), count(*) from chosen group by 2, 3, 4, 5
            union all
            select 'new', k1, k2, 0, false, count(*) from chosen where first_ever group by 2, 3
            union all
            select 'held', k1, k2, 0, false, sum(n) from held group by 2, 3
            union all
            select 'discharged', k1, k2, 0, false, count(*) from left_by_discharge group by 2, 3
            union all
            select 'of discharged', k1, k2, 0, false, sum(held) from left_by_discharge group by 2, 3
            union all
            select 'against rules', k1, k2, 0, false, n from against_rules
            union all
            select 'other', k1, k2, 0, false, count(*) from (
                (select k1, k2, client from held union select k1, k2, client from left_by_discharge)
                except select k1, k2, client from persons) o group by 2, 3
            union all
            select 'left out', k1, k2, 0, false, count(distinct client) from known
            where bit_count(missed::bit(32)) = 1 group by 2, 3, missed
            """;

    /** Who is kept out of a group by one value of its key: those in the same row of groups who are not in it alone. */
    private static final String LEFT_OUT_BY_KEY = """
            union all
            select 'left out', g.k1, g.k2, 0, false, r.people - g.alone
            from (select k1, k2, {rest} as rest, count(*) filter (where alone) as alone from (
                      select k1, k2, client, count(*) over (partition by client, {rest}) = 1 as alone from persons) a
                  group by 1, 2) g
            join (select {rest} as rest, count(distinct client) as people from persons group by 1) r
              on r.rest is not distinct from g.rest
            """;

    private SessionsPerPersonSql() {}

    static Query of(ReportQuery question, Instant asOf) {
        Cohort cohort = question.cohort();
        List<Filter> filters = CohortSql.filters(cohort);
        var text = new StringBuilder(EPISODES.replace("{first}", key(question.groupBy(), 0))
                .replace("{second}", key(question.groupBy(), 1)).replace("{missed}", missed(filters))
                .replace("{not window}", Integer.toString(notWindow(filters)))
                .replace("{within}", question.scope().everyClinic() ? "" : " and clinic = any(?)")
                .replace("{held on}", window("s.on_date", cohort)).replace("{ended on}", window("ended_on", cohort)))
                .append(COUNTS);
        for (int n = 0; n < question.groupBy().size(); n++) {
            text.append(LEFT_OUT_BY_KEY.replace("{rest}", n == 0 ? "k2" : "k1"));
        }
        var query = new Query(text.toString());
        filters.forEach(filter -> query.then("", filter.value()));
        query.then("", asOf, asOf);
        if (!question.scope().everyClinic()) {
            query.then("", Query.array("uuid", question.scope().clinics(), ClinicId::value));
        }
        query.then("", asOf, asOf);
        bindWindow(query, cohort);
        query.then("", asOf, asOf);
        bindWindow(query, cohort);
        return query;
    }

    private static String key(List<Dimension> groupBy, int n) {
        return n < groupBy.size() ? CohortSql.column(groupBy.get(n)) : "null::text";
    }

    private static String missed(List<Filter> filters) {
        return filters.isEmpty()
                ? "0"
                : IntStream.range(0, filters.size())
                        .mapToObj(n -> "case when " + filters.get(n).condition() + " then 0 else " + (1 << n) + " end")
                        .collect(Collectors.joining(" + "));
    }

    private static int notWindow(List<Filter> filters) {
        int bits = 0;
        for (int n = 0; n < filters.size(); n++) {
            bits |= filters.get(n).window() ? 0 : 1 << n;
        }
        return bits;
    }

    private static String window(String day, Cohort cohort) {
        return day + " is not null" + (cohort.from() == null ? "" : " and " + day + " >= ?")
                + (cohort.to() == null ? "" : " and " + day + " <= ?");
    }

    private static void bindWindow(Query query, Cohort cohort) {
        if (cohort.from() != null) {
            query.then("", cohort.from());
        }
        if (cohort.to() != null) {
            query.then("", cohort.to());
        }
    }
}
