package io.lumbar.domain.worklist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.lumbar.domain.ClinicTime;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.CareEpisode.AwaitingClearance;
import io.lumbar.domain.episode.CareEpisode.AwaitingTherapist;
import io.lumbar.domain.episode.CareEpisode.Declined;
import io.lumbar.domain.episode.CareEpisode.Discharged;
import io.lumbar.domain.episode.CareEpisode.InTreatment;
import io.lumbar.domain.episode.CareEpisode.OnHold;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.CareEpisode.Treated;
import io.lumbar.domain.episode.CareEpisode.Voided;
import io.lumbar.domain.episode.Course;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.Session;
import io.lumbar.domain.episode.Session.Held;
import io.lumbar.domain.episode.Session.Planned;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.therapist.TherapistStanding;
import io.lumbar.domain.worklist.Matter.Kind;
import io.lumbar.domain.worklist.Term.Due.ToLapse;
import io.lumbar.domain.worklist.Term.Due.ToMiss;
import io.lumbar.domain.worklist.Term.Due.ToSee;
import org.jspecify.annotations.Nullable;

/**
 * What falls due in an episode if nothing else happens. Days are the clinic's: after so many days means after so many
 * whole local days following the one on which it began, whatever daylight saving does to their length.
 */
public final class EpisodeTerms {

    /** Days without a session or a plan after which an episode stands on the work list. Our choice, as are the others. */
    public static final int SILENT_DAYS = 60;
    /** Days of waiting for a clearance or a therapist after which an intake stands on the work list. */
    public static final int STALLED_DAYS = 30;
    /** Days for which a missed follow-up stands on the work list. */
    public static final int MISSED_DAYS = 60;
    /** Function is measured at every fourth session (ICHOM low back pain set, adapted), on arrival. */
    public static final int FUNCTION_EVERY = 4;

    private static final Set<Instrument> FUNCTION = EnumSet.of(Instrument.ODI, Instrument.RMDQ, Instrument.PSFS);

    private final Opened episode;
    private final Course course;
    private final ClinicTime time;
    private final List<Term> terms = new ArrayList<>();

    private EpisodeTerms(Opened episode) {
        this.episode = episode;
        this.course = episode.course();
        this.time = course.time();
    }

    /**
     * The terms of {@code episode}.
     *
     * @param lapseAfterDays days of silence after which the client is lost; 0 for never
     * @param therapists what is known of those with whom sessions are planned
     */
    public static List<Term> of(Opened episode, int lapseAfterDays,
            Function<TherapistId, TherapistStanding> therapists) {
        var terms = new EpisodeTerms(episode);
        switch (episode) {
            case AwaitingClearance _,AwaitingTherapist _ -> terms.stalled();
            case InTreatment treated -> {
                terms.treated(treated, therapists);
                terms.lapsing(treated, lapseAfterDays);
            }
            case OnHold treated -> terms.treated(treated, therapists);
            case Discharged _ -> terms.followUps();
            case Declined _,Voided _ -> {}
        }
        return List.copyOf(terms.terms);
    }

    private void stalled() {
        Instant since = Stream.of(Stream.of(course.begunAt()), course.screenings().stream().map(each -> each.at()),
                course.clearances().stream().map(each -> each.clearedAt())).flatMap(each -> each)
                .max(Comparator.naturalOrder()).orElseThrow();
        toSee(matter(Kind.STALLED_INTAKE, since), after(since, STALLED_DAYS), null);
    }

    private void treated(Treated treated, Function<TherapistId, TherapistStanding> therapists) {
        Instant since = silentSince(treated);
        toSee(matter(Kind.LAPSE_CANDIDATE, since), after(since, SILENT_DAYS), null);
        function();
        course.sessionsInOrder().forEach(session -> {
            if (session instanceof Planned planned
                    && !therapists.apply(planned.therapist()).qualifiedFor(planned.plan().style(),
                            time.dateOf(planned.start()))) {
                toSee(Matter.of(Kind.UNQUALIFIED_SESSION, course.clinic(), course.episode(), course.client(),
                        planned.therapist(), planned.start()).about(planned.id(), planned.plan().style()),
                        course.openedAt(), planned.start());
            }
        });
    }

    private void lapsing(InTreatment treated, int lapseAfterDays) {
        if (lapseAfterDays > 0) {
            terms.add(new Term(new ToLapse(), after(silentSince(treated), lapseAfterDays), null));
        }
    }

    /** The latest of the last session held, the assignment, and the last start for which the client was expected. */
    private Instant silentSince(Treated treated) {
        return Stream.concat(Stream.of(treated.since()),
                course.sessions().values().stream().filter(session -> switch (session) {
                    case Session.Held _,Session.Planned _,Session.Missed _ -> true;
                    case Session.Cancelled _,Session.Voided _ -> false;
                }).map(Session::start)).max(Comparator.naturalOrder()).orElseThrow();
    }

    /** Before each fourth session: taken after the one before it, or on arrival. */
    private void function() {
        List<Held> held = course.heldInOrder();
        int next = (held.size() + 1) / FUNCTION_EVERY * FUNCTION_EVERY;
        if (next > 0 && course.measurements().values().stream()
                .noneMatch(taken -> FUNCTION.contains(taken.reading().instrument())
                        && taken.sessionsBefore(held) >= next - 1)) {
            Instant since = held.get(next - 2).start();
            toSee(matter(Kind.FUNCTION_MEASUREMENT_DUE, since).before(next), since, null);
        }
    }

    private void followUps() {
        for (FollowUp followUp : course.followUps().values()) {
            Instant overdue = time.startOf(followUp.lastAwaitedOn().plusDays(1));
            switch (followUp) {
                case FollowUp.Pending _ -> terms.add(new Term(new ToMiss(followUp.id()), overdue, null));
                case FollowUp.Missed _ -> toSee(
                        matter(Kind.MISSED_FOLLOW_UP, overdue).about(followUp.id(), followUp.dueOn()), overdue,
                        time.startOf(followUp.lastAwaitedOn().plusDays(MISSED_DAYS + 1L)));
                case FollowUp.Recorded _,FollowUp.Withdrawn _ -> {}
            }
        }
    }

    private Matter matter(Kind kind, Instant since) {
        return Matter.of(kind, course.clinic(), course.episode(), course.client(), episode.responsible(), since);
    }

    private void toSee(Matter matter, Instant from, @Nullable Instant until) {
        terms.add(new Term(new ToSee(matter), from, until));
    }

    /** When {@code days} whole days have passed after the day of {@code moment}. */
    private Instant after(Instant moment, int days) {
        LocalDate day = time.dateOf(moment);
        return time.startOf(day.plusDays(days + 1L));
    }
}
