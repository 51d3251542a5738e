package io.lumbar.infrastructure.episode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import io.lumbar.application.PageRequest;
import io.lumbar.application.Scope;
import io.lumbar.application.calendar.Calendar;
import io.lumbar.application.episode.EpisodeList;
import io.lumbar.application.episode.EpisodeList.State;
import io.lumbar.application.privacy.InMemoryVault;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.CareEpisode.Voided;
import io.lumbar.domain.episode.CareEpisodeDecider;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.Session;
import io.lumbar.infrastructure.axon.NamedSerializer;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.calendar.ProjectedCalendar;
import io.lumbar.infrastructure.clinic.ClinicProjection;
import io.lumbar.infrastructure.projection.Histories;
import io.lumbar.infrastructure.projection.Told;
import io.lumbar.infrastructure.projection.World;
import io.lumbar.infrastructure.therapist.TherapistProjection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ListingEpisodesIT {
    private static final NamedSerializer JSON = new NamedSerializer(new InMemoryVault());
    private static final EpisodeProjection EPISODES = new EpisodeProjection(new StoredEvents()::event);
    private static final TherapistProjection THERAPISTS = new TherapistProjection(JSON);
    private static final ClinicProjection CLINICS = new ClinicProjection(JSON.getObjectMapper());
    private static final List<List<EpisodeEvent>> HISTORY = Histories.of(15, 60);
    private static final Map<EpisodeId, Opened> STATES = new HashMap<>();
    private static World world;

    @BeforeAll
    static void project() {
        world = new World(JSON, EPISODES, THERAPISTS, CLINICS);
        Told.project(world.database.dataSource(), EPISODES, Told.appends(HISTORY), 200);
        var streams = new HashMap<EpisodeId, List<EpisodeEvent>>();
        HISTORY.forEach(append -> streams.computeIfAbsent(append.getFirst().episode(), _ -> new ArrayList<>())
                .addAll(append));
        streams.forEach((id, events) -> STATES.put(id, (Opened) new CareEpisodeDecider().replay(events)));
    }

    @AfterAll
    static void drop() {
        world.close();
    }

    private static List<EpisodeList.Entry> episodes(EpisodeList.Filter filter) {
        return episodes(filter, Scope.EVERYTHING);
    }

    private static List<EpisodeList.Entry> episodes(EpisodeList.Filter filter, Scope scope) {
        var list = new ProjectedEpisodeList(world.readings, EPISODES);
        var found = new ArrayList<EpisodeList.Entry>();
        String cursor = null;
        do {
            var page = list.find(filter, new PageRequest(7, cursor, null, scope));
            found.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return found;
    }

    @Test
    void all_episodes_are_listed_once_those_entered_last_first() {
        assertThat(episodes(EpisodeList.Filter.ANY)).extracting(EpisodeList.Entry::id)
                .containsExactlyInAnyOrderElementsOf(voided(false))
                .isSortedAccordingTo(Comparator.comparing(EpisodeId::value).reversed());
    }

    static List<Scope> scopes() {
        return List.of(new Scope(false, Set.of(Histories.clinic(0)), null),
                new Scope(false, Set.of(Histories.clinic(1)), Histories.therapist(2)),
                new Scope(true, Set.of(), Histories.therapist(0)), new Scope(false, Set.of(), null));
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void lists_hold_exactly_what_the_scope_includes_and_no_filter_widens_it(Scope scope) {
        List<EpisodeId> there = within(scope, false);
        assertThat(there.size()).isLessThan(STATES.size());

        assertThat(episodes(EpisodeList.Filter.ANY, scope)).extracting(EpisodeList.Entry::id)
                .containsExactlyInAnyOrderElementsOf(there);
        assertThat(
                episodes(new EpisodeList.Filter(Set.of(), Set.of(), Set.of(), Set.of(State.VOIDED), null, null), scope))
                .extracting(EpisodeList.Entry::id).containsExactlyInAnyOrderElementsOf(within(scope, true));
        var wide = new EpisodeList.Filter(Set.of(Histories.clinic(0), Histories.clinic(1), Histories.clinic(2)),
                Set.of(), Set.of(), Set.of(), null, null);
        assertThat(there).containsAll(episodes(wide, scope).stream().map(EpisodeList.Entry::id).toList());
        assertThat(sessions(new Calendar.Filter(Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2027-01-01T00:00:00Z"), Set.of(), Set.of()), scope)).extracting(Calendar.Entry::episode)
                .isSubsetOf(there);
    }

    private static List<EpisodeId> within(Scope scope, boolean voided) {
        return voided(voided).stream().filter(id -> scope.includes(Objects.requireNonNull(STATES.get(id)))).toList();
    }

    @Test
    void what_was_entered_in_error_is_listed_when_it_is_asked_for() {
        assertThat(episodes(new EpisodeList.Filter(Set.of(), Set.of(), Set.of(), Set.of(State.VOIDED), null, null)))
                .extracting(EpisodeList.Entry::id).isNotEmpty().containsExactlyInAnyOrderElementsOf(voided(true));
    }

    private static List<EpisodeId> voided(boolean voided) {
        return STATES.entrySet().stream().filter(each -> each.getValue() instanceof Voided == voided)
                .map(Map.Entry::getKey).toList();
    }

    @Test
    void filters_let_through_what_matches_all_of_them() {
        var filter = new EpisodeList.Filter(Set.of(Histories.clinic(0)),
                Set.of(Histories.therapist(0), Histories.therapist(1)), Set.of(),
                Set.of(State.IN_TREATMENT, State.DISCHARGED), LocalDate.of(2026, 1, 20), LocalDate.of(2026, 6, 20));
        Predicate<EpisodeList.Entry> matches = entry -> !entry.openedOn().isBefore(LocalDate.of(2026, 1, 20))
                && !entry.openedOn().isAfter(LocalDate.of(2026, 6, 20)) && entry.clinic().equals(Histories.clinic(0))
                && entry.therapist() != null && filter.therapists().contains(entry.therapist())
                && filter.states().contains(entry.state());

        assertThat(episodes(filter)).isNotEmpty()
                .isEqualTo(episodes(EpisodeList.Filter.ANY).stream().filter(matches).toList());
    }

    @Test
    void the_days_of_opening_are_both_included() {
        LocalDate day = episodes(EpisodeList.Filter.ANY).getFirst().openedOn();
        var filter = new EpisodeList.Filter(Set.of(), Set.of(), Set.of(), Set.of(), day, day);

        assertThat(episodes(filter)).isNotEmpty().allSatisfy(entry -> assertThat(entry.openedOn()).isEqualTo(day));
    }

    @Test
    void an_entry_tells_what_the_decider_knows() {
        for (EpisodeList.Entry entry : episodes(EpisodeList.Filter.ANY)) {
            var course = Objects.requireNonNull(STATES.get(entry.id())).course();
            assertThat(entry.client()).isEqualTo(course.client());
            assertThat(entry.openedAt()).isEqualTo(course.openedAt());
            assertThat(entry.heldSessions())
                    .isEqualTo(course.sessions().values().stream().filter(Session.Held.class::isInstance).count());
            assertThat(entry.nextPlannedAt() == null).isEqualTo(
                    course.sessions().values().stream().noneMatch(Session.Planned.class::isInstance));
        }
    }

    @Test
    void the_calendar_shows_what_overlaps_a_span_earliest_first() {
        Instant from = Instant.parse("2026-03-01T00:00:00Z");
        Instant to = Instant.parse("2026-05-01T00:00:00Z");
        var filter = new Calendar.Filter(from, to, Set.of(Histories.clinic(1)), Set.of(Histories.therapist(2)));
        List<Calendar.Entry> found = sessions(filter, Scope.EVERYTHING);
        long expected = STATES.values().stream().filter(state -> state.course().clinic().equals(Histories.clinic(1)))
                .flatMap(state -> state.course().sessions().values().stream())
                .filter(session -> overlaps(session, from, to)).count();
        assertThat(found).hasSize((int) expected).isNotEmpty().doesNotHaveDuplicates()
                .isSortedAccordingTo(Comparator.comparing(Calendar.Entry::start));
    }

    private static List<Calendar.Entry> sessions(Calendar.Filter filter, Scope scope) {
        var calendar = new ProjectedCalendar(world.readings, EPISODES, THERAPISTS, CLINICS);
        var found = new ArrayList<Calendar.Entry>();
        String cursor = null;
        do {
            var page = calendar.find(filter, new PageRequest(3, cursor, null, scope)).sessions();
            found.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return found;
    }

    private static boolean overlaps(Session session, Instant from, Instant to) {
        var plan = session.plan();
        boolean mine;
        Instant start;
        int minutes;
        if (session instanceof Session.Held held) {
            mine = held.treatment().therapist().equals(Histories.therapist(2));
            start = held.treatment().startedAt();
            minutes = held.treatment().minutes();
        } else if (plan != null && !(session instanceof Session.Voided)) {
            mine = plan.therapist().equals(Histories.therapist(2));
            start = plan.start();
            minutes = plan.minutes();
        } else {
            return false;
        }
        return mine && start.isBefore(to) && start.plusSeconds(minutes * 60L).isAfter(from);
    }
}
