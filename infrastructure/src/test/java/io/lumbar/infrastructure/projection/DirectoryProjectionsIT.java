package io.lumbar.infrastructure.projection;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import io.lumbar.application.PageRequest;
import io.lumbar.application.Scope;
import io.lumbar.application.client.ClientList;
import io.lumbar.application.clinic.ClinicList;
import io.lumbar.application.privacy.InMemoryVault;
import io.lumbar.application.therapist.TherapistList;
import io.lumbar.application.therapist.TherapistList.State;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Event;
import io.lumbar.domain.Gender;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.Subject;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.client.ClientEvent.ClientDetailsCorrected;
import io.lumbar.domain.client.ClientEvent.ClientRegistered;
import io.lumbar.domain.client.ClientEvent.ConsentGiven;
import io.lumbar.domain.client.ClientEvent.ConsentWithdrawn;
import io.lumbar.domain.client.Consent;
import io.lumbar.domain.clinic.ClinicEvent.ClinicClosed;
import io.lumbar.domain.clinic.ClinicEvent.ClinicOpened;
import io.lumbar.domain.clinic.ClinicEvent.OpeningHoursChanged;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.therapist.Absence;
import io.lumbar.domain.therapist.Qualification;
import io.lumbar.domain.therapist.TherapistEvent.AbsenceAdded;
import io.lumbar.domain.therapist.TherapistEvent.CaseloadLimitChanged;
import io.lumbar.domain.therapist.TherapistEvent.QualificationGranted;
import io.lumbar.domain.therapist.TherapistEvent.QualificationRevoked;
import io.lumbar.domain.therapist.TherapistEvent.TherapistDeactivated;
import io.lumbar.domain.therapist.TherapistEvent.TherapistRegistered;
import io.lumbar.domain.therapist.TherapistEvent.WorkingHoursSet;
import io.lumbar.infrastructure.axon.NamedSerializer;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.client.ClientProjection;
import io.lumbar.infrastructure.client.ProjectedClientList;
import io.lumbar.infrastructure.clinic.ClinicProjection;
import io.lumbar.infrastructure.clinic.ProjectedClinicList;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import io.lumbar.infrastructure.therapist.ProjectedTherapistList;
import io.lumbar.infrastructure.therapist.TherapistProjection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DirectoryProjectionsIT {
    private static final NamedSerializer JSON = new NamedSerializer(new InMemoryVault());
    private static final ClinicProjection CLINICS = new ClinicProjection(JSON.getObjectMapper());
    private static final TherapistProjection THERAPISTS = new TherapistProjection(JSON);
    private static final ClientProjection CLIENTS = new ClientProjection(JSON);
    private static final EpisodeProjection EPISODES = new EpisodeProjection(new StoredEvents()::event);
    private static final World WORLD = new World(JSON, CLINICS, THERAPISTS, CLIENTS, EPISODES);

    private static final Instant AT = Instant.parse("2026-03-02T09:30:00Z");
    private static final PageRequest FIRST = new PageRequest(200, null, null, Scope.EVERYTHING);
    private static final PersonName ZOE = new PersonName("Zoë\\", "de \"Vries\"\t\n");
    private static final List<List<Event>> HISTORY = history();

    @AfterAll
    static void drop() {
        WORLD.close();
    }

    @BeforeEach
    void empty() {
        Stream.of(CLINICS, THERAPISTS, CLIENTS, EPISODES).forEach(each -> Told.reset(database(), each));
    }

    /** The same value is sealed to other bytes each time; that it opens again is what the lists tell. */
    private static List<String> rows(Projection projection) {
        return Told.rows(database(), projection).stream()
                .map(row -> row.replaceAll("(\"sealed\": \")[^\"]+", "$1...")).toList();
    }

    private static javax.sql.DataSource database() {
        return WORLD.database.dataSource();
    }

    private static ClinicId clinic(int n) {
        return Histories.clinic(n);
    }

    private static ClientId client(int n) {
        return new ClientId(new UUID(3, n));
    }

    private static <T> Personal<T> about(TherapistId therapist, T value) {
        return Personal.of(Subject.of(therapist), value);
    }

    private static List<List<Event>> history() {
        var appends = new ArrayList<List<Event>>();
        for (int n = 0; n < 2; n++) {
            appends.add(List.of(new ClinicOpened(clinic(n), "Rug & Heup " + n, ZoneId.of("Europe/Amsterdam"),
                    List.of(new WeeklyHours(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(17, 30))), 90, AT)));
        }
        for (int n = 0; n < 4; n++) {
            TherapistId id = Histories.therapist(n);
            appends.add(List.of(
                    new TherapistRegistered(id, about(id, new PersonName("Anna", "Visser " + n)),
                            about(id, "NL-" + n), LocalDate.of(2015, 9, 1), List.of(clinic(n % 2)),
                            n == 0 ? null : Gender.FEMALE, 30, AT),
                    new QualificationGranted(id, new Qualification(Style.SWEDISH, LocalDate.of(2016, 2, 29), null)),
                    new WorkingHoursSet(id, List.of())));
        }
        for (int n = 0; n < 5; n++) {
            ClientId id = client(n);
            Personal<PersonName> name = n == 4
                    ? new Personal.Erased<>(Subject.of(id))
                    : Personal.of(Subject.of(id), ZOE);
            appends.add(List.of(new ClientRegistered(id, clinic(n % 2), name,
                    Personal.of(Subject.of(id), LocalDate.of(1984, 2, 29)), Sex.FEMALE, null, AT, null)));
            appends.add(List.of(new ConsentGiven(id, new Consent(Consent.Purpose.TREATMENT, "2026-01", AT))));
        }
        appends.add(List.of(new QualificationGranted(Histories.therapist(1),
                new Qualification(Style.SPORTS, LocalDate.of(2020, 1, 1), LocalDate.of(2027, 12, 31)))));
        TherapistId last = Histories.therapist(3);
        appends.add(List.of(new QualificationRevoked(last, Style.SWEDISH, LocalDate.of(2026, 1, 1)),
                new AbsenceAdded(last, new Absence(AT, AT.plusSeconds(60))), new CaseloadLimitChanged(last, 5)));
        ClientId first = client(0);
        appends.add(List.of(
                new ClientDetailsCorrected(first, Personal.of(Subject.of(first), ZOE),
                        Personal.of(Subject.of(first), LocalDate.of(1984, 3, 1)), Sex.OTHER, null, null),
                new ConsentWithdrawn(first, Consent.Purpose.TREATMENT, AT)));
        appends.add(List.of(new OpeningHoursChanged(clinic(1), List.of())));
        return appends;
    }

    private static Stream<Projection> projections() {
        return Stream.of(CLINICS, THERAPISTS, CLIENTS);
    }

    private static void projectAll() {
        projections().forEach(each -> Told.project(database(), each, Told.appends(HISTORY), 4));
    }

    @Test
    void clinics_are_listed_last_opened_first() {
        projectAll();
        List<ClinicList.Entry> items = new ProjectedClinicList(WORLD.readings, CLINICS).find(Set.of(), FIRST)
                .items();

        assertThat(items).extracting(ClinicList.Entry::id).containsExactly(clinic(1), clinic(0));
        assertThat(items.getLast()).isEqualTo(new ClinicList.Entry(clinic(0), 0, "Rug & Heup 0",
                ZoneId.of("Europe/Amsterdam"),
                List.of(new WeeklyHours(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(17, 30))), 90, null));
    }

    @Test
    void new_hours_and_the_closing_of_a_clinic_are_listed() {
        var evening = List.of(new WeeklyHours(DayOfWeek.MONDAY, LocalTime.of(17, 30), LocalTime.of(21, 0)));
        var changes = List.<Event>of(new OpeningHoursChanged(clinic(0), evening), new ClinicClosed(clinic(0), AT));
        Told.project(database(), CLINICS, Told.appends(Stream.concat(HISTORY.stream(), Stream.of(changes)).toList()),
                4);
        var list = new ProjectedClinicList(WORLD.readings, CLINICS);
        assertThat(list.find(Set.of(ClinicList.State.CLOSED), FIRST).items()).singleElement().isEqualTo(
                new ClinicList.Entry(clinic(0), 2, "Rug & Heup 0", ZoneId.of("Europe/Amsterdam"), evening, 90, AT));
        assertThat(list.find(Set.of(ClinicList.State.OPEN), FIRST).items()).extracting(ClinicList.Entry::id)
                .containsExactly(clinic(1));
    }

    @Test
    void clients_are_listed_by_clinic_with_what_is_personal_in_its_envelope() {
        projectAll();
        var list = new ProjectedClientList(WORLD.readings, CLIENTS);

        assertThat(list.find(Set.of(clinic(1)), FIRST).items()).extracting(ClientList.Entry::id)
                .containsExactly(client(3), client(1));
        assertThat(list.find(Set.of(), FIRST).items()).satisfiesExactly(
                erased -> assertThat(erased.name()).isEqualTo(new Personal.Erased<>(Subject.of(client(4)))),
                known -> assertThat(known).isEqualTo(new ClientList.Entry(client(3), 1, clinic(1),
                        Personal.of(Subject.of(client(3)), ZOE),
                        Personal.of(Subject.of(client(3)), LocalDate.of(1984, 2, 29)), Sex.FEMALE, AT)),
                _ -> {}, _ -> {}, _ -> {});
        assertThat(WORLD.query("select personal->'name'->>'subject' from projection.client_v1 where id = ?",
                row -> row.getString(1), client(0).value())).containsExactly("client:" + client(0).value());
    }

    @Test
    void a_list_is_read_part_by_part() {
        projectAll();
        var list = new ProjectedClientList(WORLD.readings, CLIENTS);
        var first = list.find(Set.of(), new PageRequest(2, null, null, Scope.EVERYTHING));
        var second = list.find(Set.of(), new PageRequest(2, first.nextCursor(), null, Scope.EVERYTHING));
        var third = list.find(Set.of(), new PageRequest(2, second.nextCursor(), null, Scope.EVERYTHING));

        assertThat(Stream.of(first, second, third).flatMap(page -> page.items().stream()).map(ClientList.Entry::id))
                .containsExactly(client(4), client(3), client(2), client(1), client(0));
        assertThat(third.nextCursor()).isNull();
        assertThatThrownBy(() -> list.find(Set.of(), new PageRequest(2, "somewhere", null, Scope.EVERYTHING)))
                .isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> new PageRequest(201, null, null, Scope.EVERYTHING)).isInstanceOf(Rejected.class);
    }

    @Test
    void therapists_are_listed_with_what_they_carry() {
        projectAll();
        List<List<EpisodeEvent>> episodes = Histories.of(14, 40).subList(0, 150);
        Told.project(database(), EPISODES, Told.appends(episodes), 100);
        var list = new ProjectedTherapistList(WORLD.readings, THERAPISTS, EPISODES);

        List<TherapistList.Entry> items = list.find(TherapistList.Filter.ANY, FIRST).items();
        assertThat(items).extracting(TherapistList.Entry::id).containsExactly(Histories.therapist(3),
                Histories.therapist(2), Histories.therapist(1), Histories.therapist(0));
        items.forEach(each -> assertThat(each.caseload()).isEqualTo(carried(each.id())));
        assertThat(items.stream().mapToInt(TherapistList.Entry::caseload).sum()).isPositive();
        assertThat(items.get(2).qualifications()).extracting(Qualification::style).containsExactly(Style.SWEDISH,
                Style.SPORTS);
        assertThat(items.get(2).version()).isEqualTo(3);
        assertThat(list
                .find(new TherapistList.Filter(Set.of(clinic(1)), Set.of(Style.SPORTS), Set.of(State.ACTIVE)), FIRST)
                .items()).extracting(TherapistList.Entry::id).containsExactly(Histories.therapist(1));
    }

    @Test
    void what_changed_of_a_therapist_is_listed_and_who_left_is_told_apart() {
        projectAll();
        TherapistId anna = Histories.therapist(1);
        Instant leftAt = AT.plusSeconds(60);
        var changes = List.<Event>of(new QualificationRevoked(anna, Style.SPORTS, LocalDate.of(2026, 1, 1)),
                new QualificationRevoked(anna, Style.SWEDISH, LocalDate.of(2016, 2, 29)),
                new AbsenceAdded(anna, new Absence(AT, leftAt)), new CaseloadLimitChanged(anna, 7),
                new TherapistDeactivated(anna, leftAt));
        Told.project(database(), THERAPISTS, Told.appends(Stream.concat(HISTORY.stream(), Stream.of(changes)).toList()),
                4);
        var list = new ProjectedTherapistList(WORLD.readings, THERAPISTS, EPISODES);
        var left = list.find(new TherapistList.Filter(Set.of(), Set.of(), Set.of(State.DEACTIVATED)), FIRST).items();
        assertThat(left).singleElement().satisfies(therapist -> {
            assertThat(therapist.id()).isEqualTo(anna);
            assertThat(therapist.version()).isEqualTo(8);
            assertThat(therapist.leftAt()).isEqualTo(leftAt);
            assertThat(therapist.caseloadLimit()).isEqualTo(7);
            assertThat(therapist.absences()).containsExactly(new Absence(AT, leftAt));
            assertThat(therapist.qualifications()).containsExactly(
                    new Qualification(Style.SPORTS, LocalDate.of(2020, 1, 1), LocalDate.of(2025, 12, 31)));
        });
        assertThat(list.find(new TherapistList.Filter(Set.of(), Set.of(), Set.of(State.ACTIVE)), FIRST).items())
                .hasSize(3);
    }

    private static int carried(TherapistId therapist) {
        return WORLD.query("select count(*) from projection.episode_v2 where therapist = ?"
                + " and ended_at is null", row -> row.getInt(1), therapist.value())
                .getFirst();
    }

    @ParameterizedTest
    @MethodSource("projections")
    void the_same_events_again_change_nothing(Projection projection) {
        List<Occurrence> events = Told.appends(HISTORY);
        Told.project(database(), projection, events, 3);
        List<String> rows = rows(projection);

        Told.project(database(), projection, events, 7);

        assertThat(rows(projection)).isEqualTo(rows).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("projections")
    void after_a_reset_a_replay_makes_the_same_rows(Projection projection) {
        List<Occurrence> events = Told.appends(HISTORY);
        Told.project(database(), projection, events, 1);
        List<String> rows = rows(projection);

        Told.reset(database(), projection);
        Told.project(database(), projection, events, 500);

        assertThat(rows(projection)).isEqualTo(rows).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("projections")
    void events_that_come_again_and_streams_in_another_order_make_the_same_rows(Projection projection) {
        List<Occurrence> events = Told.appends(HISTORY);
        Told.project(database(), projection, events, 500);
        List<String> rows = rows(projection);

        Told.reset(database(), projection);
        List<Occurrence> byStream = events.reversed().stream().map(Occurrence::stream).distinct()
                .flatMap(stream -> events.stream().filter(each -> each.stream().equals(stream))).toList();
        for (int n = 1; n <= byStream.size(); n++) {
            Told.project(database(), projection, byStream.subList(Math.max(0, n - 3), n), 500);
        }

        assertThat(rows(projection)).isEqualTo(rows).isNotEmpty();
    }
}
