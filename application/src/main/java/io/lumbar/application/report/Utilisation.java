package io.lumbar.application.report;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import io.lumbar.application.Recorded;
import io.lumbar.application.Records;
import io.lumbar.application.report.ReportFacts.Known;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.ClinicTime;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.clinic.Clinic;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.facts.SessionFacts;
import io.lumbar.domain.therapist.TherapistEvent;
import io.lumbar.domain.therapist.WorkingTime;
import org.jspecify.annotations.Nullable;

/** How much of their working hours therapists gave sessions: minutes held by minutes of working hours. */
final class Utilisation {
    private final @Nullable LocalDate from;
    private final Map<ClinicId, At> clinics = new HashMap<>();
    private final Map<TherapistId, WorkingTime> times = new HashMap<>();

    /**
     * A clinic with sessions in the window.
     *
     * @param to the last day that counts
     */
    private record At(ClinicTime time, LocalDate to, Census.Group<Map<TherapistId, Long>> held) {

        boolean withholds(TherapistId therapist) {
            return held.withholds(therapist) && held.counts().containsKey(therapist);
        }
    }

    /** Of these therapists; of the query it looks at the clinics and the window only. */
    Utilisation(Known known, ReportQuery query, Disclosure disclosure, Records records,
            Collection<TherapistId> therapists) {
        from = query.cohort().from();
        if (from == null) {
            return;
        }
        var everything = query.selecting(query.cohort().ofTheSameClinicsAndDays());
        Census.of(known, everything, List.of(Dimension.CLINIC), new Minutes(), disclosure).forEach(group -> {
            String id = group.key().get(Dimension.CLINIC.label());
            if (id != null) {
                var clinic = new ClinicId(UUID.fromString(id));
                if (records.clinic(clinic).state() instanceof Clinic.Opened opened) {
                    var time = new ClinicTime(opened.timeZone());
                    LocalDate today = time.dateOf(known.asOf());
                    LocalDate to = query.cohort().to();
                    clinics.put(clinic, new At(time, to == null || to.isAfter(today) ? today : to, group));
                }
            }
        });
        records.histories(therapists.stream().map(StreamId::of).toList()).forEach((stream, history) -> times
                .put(new TherapistId(stream.id()), recorded(history, known)));
    }

    private static WorkingTime recorded(List<Recorded<?>> history, Known known) {
        WorkingTime time = WorkingTime.NONE;
        for (Recorded<?> each : history) {
            if (!each.recordedAt().isAfter(known.asOf()) && each.event() instanceof TherapistEvent event) {
                time = time.after(event, each.recordedAt());
            }
        }
        return time;
    }

    /** Null without a first day of the window, without working hours, and when it is withheld. */
    @Nullable
    Double of(Map<String, @Nullable String> key, TherapistId therapist) {
        LocalDate first = from;
        if (first == null || isWithheld(key, therapist)) {
            return null;
        }
        WorkingTime time = times.getOrDefault(therapist, WorkingTime.NONE);
        long minutes = 0;
        long working = 0;
        for (Map.Entry<ClinicId, At> each : clinics.entrySet()) {
            if (isIn(key, each.getKey())) {
                At clinic = each.getValue();
                minutes += clinic.held.counts().getOrDefault(therapist, 0L);
                working += time.minutes(each.getKey(), clinic.time, first, clinic.to);
            }
        }
        return working == 0 ? null : (double) minutes / working;
    }

    /** Whether it would be about too few people at one of the clinics. */
    boolean isWithheld(Map<String, @Nullable String> key, TherapistId therapist) {
        return clinics.entrySet().stream()
                .anyMatch(each -> isIn(key, each.getKey()) && each.getValue().withholds(therapist));
    }

    private static boolean isIn(Map<String, @Nullable String> key, ClinicId clinic) {
        String only = key.get(Dimension.CLINIC.label());
        return only == null || only.equals(clinic.value().toString());
    }

    /** Minutes of held sessions by who held them; these are the parts as well. */
    private static final class Minutes implements Tally.OfDays<Map<TherapistId, Long>> {
        @Override
        public Map<TherapistId, Long> none() {
            return new HashMap<>();
        }

        @Override
        public void plus(Map<TherapistId, Long> counts, Map<TherapistId, Long> more, int times) {
            more.forEach((therapist, minutes) -> counts.merge(therapist, times * minutes, Long::sum));
        }

        @Override
        public boolean partsAddUp() {
            return true;
        }

        @Override
        public void days(EpisodeFacts episode, Presence.Days days) {
            for (SessionFacts session : episode.sessions()) {
                if (session.held()) {
                    days.add(session.on(), session.therapist());
                }
            }
        }

        @Override
        public void add(EpisodeFacts episode, Function<LocalDate, Map<TherapistId, Long>> counts) {
            for (SessionFacts session : episode.sessions()) {
                if (session.held()) {
                    counts.apply(session.on()).merge(session.therapist(), (long) session.minutes(), Long::sum);
                }
            }
        }
    }
}
