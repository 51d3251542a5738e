package io.lumbar.application.worklist;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.lumbar.application.Decisions;
import io.lumbar.application.Ids;
import io.lumbar.application.Lookup;
import io.lumbar.application.Position;
import io.lumbar.application.Records;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.application.Unavailable;
import io.lumbar.application.Versioned;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.ClinicTime;
import io.lumbar.domain.Command;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WorkEntryId;
import io.lumbar.domain.clinic.Clinic;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.episode.Discharge.DischargeEpisode;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.FollowUp.MissFollowUp;
import io.lumbar.domain.worklist.EpisodeTerms;
import io.lumbar.domain.worklist.Matter;
import io.lumbar.domain.worklist.Prospect;
import io.lumbar.domain.worklist.TherapistTerms;
import io.lumbar.domain.worklist.WorkEntry;
import io.lumbar.domain.worklist.WorkListCommand.CloseEntry;
import io.lumbar.domain.worklist.WorkListCommand.RaiseEntry;
import org.jspecify.annotations.Nullable;

/**
 * What the clinic does by itself when nobody does: follow-ups that are overdue are missed, clients who stay away are lost
 * to follow-up, and what somebody must see to is put on the work list and taken off it.
 *
 * <p>It looks at what stands and not at what happened. So it may run at any time, any number of times and on many
 * instances at once, may stop anywhere and begin anew: each thing is done once, because the command that does it changes
 * nothing the second time. {@link EpisodeTerms} and {@link TherapistTerms} say what is due; the deciders whether it may be.
 */
public final class Policies {

    /** In whose name it acts. */
    public static final String ACTOR = "policy:work-list";

    /**
     * How long nothing was recorded of an episode before a follow-up is missed or the episode ends by itself. Whoever
     * enters a long course from paper must not be overtaken. Our choice.
     */
    static final Duration AT_REST = Duration.ofDays(1);
    private static final Duration BEFORE_TRYING_AGAIN = Duration.ofHours(1);
    private static final int SLICES = 50;

    private final Decisions decisions;
    private final Records records;
    private final Lookup lookup;
    private final WorkList list;
    private final Agenda agenda;
    private final Ids ids;
    private final SharedClock clock;
    private final Trouble trouble;

    /** Is told what could not be done. It is tried again an hour later, and does not keep anything else from being done. */
    @FunctionalInterface
    public interface Trouble {
        /** {@code failure} came up while {@code stream} was looked at. */
        void with(StreamId stream, RuntimeException failure);
    }

    /** Policies that act through {@code decisions}. */
    public Policies(Decisions decisions, Records records, WorkList list, Agenda agenda, Ids ids, SharedClock clock,
            Trouble trouble) {
        this.decisions = decisions;
        this.records = records;
        this.lookup = new Lookup(records);
        this.list = list;
        this.agenda = agenda;
        this.ids = ids;
        this.clock = clock;
        this.trouble = trouble;
    }

    /**
     * Does what is due, in small steps, and what there is no time for the next time.
     *
     * @param goesOn asked before each step
     * @throws Unavailable when the records cannot be reached
     */
    public void run(BooleanSupplier goesOn) {
        for (int slice = 0; slice < SLICES && goesOn.getAsBoolean(); slice++) {
            Agenda.Changes changes = agenda.changes();
            if (changes.upTo() == null) {
                break;
            }
            look(affectedBy(changes.streams()), changes.upTo());
        }
        for (int slice = 0; slice < SLICES && goesOn.getAsBoolean(); slice++) {
            var due = new LinkedHashMap<StreamId, Set<WorkEntryId>>();
            agenda.due(clock.now()).forEach(stream -> due.put(stream, Set.of()));
            if (due.isEmpty()) {
                break;
            }
            look(due, null);
        }
    }

    /** The records to look at, with entries that they have on the list and the agenda may not know of. */
    private Map<StreamId, Set<WorkEntryId>> affectedBy(List<StreamId> changed) {
        var affected = new LinkedHashMap<StreamId, Set<WorkEntryId>>();
        for (StreamId stream : changed) {
            switch (stream.kind()) {
                case CARE_EPISODE -> affected.computeIfAbsent(stream, _ -> new LinkedHashSet<>());
                case THERAPIST -> {
                    affected.computeIfAbsent(stream, _ -> new LinkedHashSet<>());
                    agenda.plannedWith(new TherapistId(stream.id())).forEach(
                            episode -> affected.computeIfAbsent(StreamId.of(episode), _ -> new LinkedHashSet<>()));
                }
                case WORK_ENTRY -> {
                    var entry = new WorkEntryId(stream.id());
                    if (records.workEntry(entry).state() instanceof WorkEntry.Raised raised) {
                        affected.computeIfAbsent(raised.matter().subject(), _ -> new LinkedHashSet<>()).add(entry);
                    }
                }
                case CLIENT, CLINIC, ACCOUNT -> {}
            }
        }
        return affected;
    }

    private void look(Map<StreamId, Set<WorkEntryId>> streams, @Nullable Position upTo) {
        Map<StreamId, Set<WorkEntryId>> known = agenda.entries(streams.keySet());
        var looked = new ArrayList<Agenda.Looked>();
        streams.forEach((stream, more) -> {
            Set<WorkEntryId> entries = new LinkedHashSet<>(known.getOrDefault(stream, Set.of()));
            entries.addAll(more);
            looked.add(look(stream, entries));
        });
        agenda.keep(looked, upTo);
    }

    private Agenda.Looked look(StreamId stream, Set<WorkEntryId> entries) {
        Instant now = clock.now();
        try {
            return switch (stream.kind()) {
                case CARE_EPISODE -> episode(new EpisodeId(stream.id()), entries, now);
                case THERAPIST -> therapist(new TherapistId(stream.id()), entries, now);
                case CLIENT, CLINIC, WORK_ENTRY, ACCOUNT -> new Agenda.Looked(stream, null, entries);
            };
        } catch (Unavailable e) {
            throw e;
        } catch (RuntimeException e) { // whatever it is, the others are not to wait for it
            trouble.with(stream, e);
            return new Agenda.Looked(stream, now.plus(BEFORE_TRYING_AGAIN), entries);
        }
    }

    private Agenda.Looked episode(EpisodeId id, Set<WorkEntryId> entries, Instant now) {
        Versioned<CareEpisode.Opened> episode = lookup.episode(Scope.EVERYTHING, id);
        Clinic.Opened clinic = lookup.clinic(Scope.EVERYTHING, episode.state().course().clinic()).state();
        Prospect prospect = Prospect.at(now, EpisodeTerms.of(episode.state(), clinic.lapseAfterDays(),
                therapist -> lookup.therapist(Scope.EVERYTHING, therapist).state().standing()));
        StreamId stream = StreamId.of(id);
        Instant again = prospect.again();
        if (prospect.lapsed() || !prospect.missed().isEmpty()) {
            Instant atRest = records.history(stream).getLast().recordedAt().plus(AT_REST);
            if (atRest.isAfter(now)) {
                again = Stream.ofNullable(again).filter(atRest::isAfter).findFirst().orElse(atRest);
            } else {
                act(episode, prospect, now);
            }
        }
        return new Agenda.Looked(stream, again, listed(prospect.matters(), entries, now));
    }

    /** Whoever changes the episode meanwhile changes what is due: a discharge that was decided on before is refused. */
    private void act(Versioned<CareEpisode.Opened> episode, Prospect prospect, Instant now) {
        EpisodeId id = episode.state().course().episode();
        prospect.missed().forEach(followUp -> decide(new MissFollowUp(id, followUp, now), followUp.value(), null));
        if (prospect.lapsed()) {
            List<FollowUpId> followUps = Stream.generate(() -> new FollowUpId(ids.next()))
                    .limit(FollowUp.Kind.values().length).toList();
            decide(new DischargeEpisode(id, Discharge.Reason.LOST_TO_FOLLOW_UP, now, null, followUps, now), id.value(),
                    episode.version());
        }
    }

    private Agenda.Looked therapist(TherapistId id, Set<WorkEntryId> entries, Instant now) {
        var therapist = lookup.therapist(Scope.EVERYTHING, id).state();
        var open = new HashMap<ClinicId, ClinicTime>();
        for (ClinicId clinic : therapist.engagement().clinics()) {
            if (records.clinic(clinic).state() instanceof Clinic.Open found) {
                open.put(clinic, new ClinicTime(found.timeZone()));
            }
        }
        Prospect prospect = Prospect.at(now, TherapistTerms.of(therapist, open));
        return new Agenda.Looked(StreamId.of(id), prospect.again(), listed(prospect.matters(), entries, now));
    }

    /** Puts on the list what is not on it, takes off it what is gone, and answers what is on it then. */
    private Set<WorkEntryId> listed(List<Matter> matters, Set<WorkEntryId> before, Instant now) {
        var standing = new LinkedHashSet<WorkEntryId>();
        for (Matter matter : matters) {
            WorkEntryId entry = matter.entry();
            standing.add(entry);
            if (!before.contains(entry)) {
                decide(new RaiseEntry(matter, now), entry.value(), null);
            }
        }
        for (WorkEntryId entry : before) {
            if (!standing.contains(entry)) {
                if (standsByItself(entry)) {
                    standing.add(entry);
                } else {
                    decide(new CloseEntry(entry, now), entry.value(), null);
                }
            }
        }
        return standing;
    }

    /** What is on the list from the event on that brought it about also leaves it like that. */
    private boolean standsByItself(WorkEntryId entry) {
        return records.workEntry(entry).state() instanceof WorkEntry.Raised raised && raised.matter().kind().atOnce()
                && list.entry(entry).map(item -> item.state() != WorkList.State.CLOSED).orElse(false);
    }

    private void decide(Command command, UUID resource, @Nullable Long version) {
        decisions.decide(command, new Request(ACTOR, ids.next(), version, null), resource);
    }
}
