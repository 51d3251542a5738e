package io.lumbar.domain.episode;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import io.lumbar.domain.Area;
import io.lumbar.domain.ClinicTime;
import io.lumbar.domain.EpisodeError.ClientErased;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Require;
import io.lumbar.domain.client.ClientStanding;
import io.lumbar.domain.episode.CareEpisode.AwaitingClearance;
import io.lumbar.domain.episode.CareEpisode.AwaitingTherapist;
import io.lumbar.domain.episode.CareEpisode.Declined;
import io.lumbar.domain.episode.CareEpisode.Discharged;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.CareEpisode.Treated;
import io.lumbar.domain.episode.CareEpisode.Voided;
import io.lumbar.domain.episode.Screening.RecordScreening;
import io.lumbar.domain.episode.Screening.ScreeningRecorded;
import org.jspecify.annotations.Nullable;

import static io.lumbar.domain.Require.invalid;

/** What may be said at a screening, at intake and later. */
final class ScreeningRules {

    /** In completed years; no sign of any catalogue follows from it. */
    private static final int AGE_WITHOUT_SIGN = 35;

    private ScreeningRules() {}

    static List<EpisodeEvent> record(RecordScreening command, Opened state) {
        Course course = state.course();
        int version = command.catalogueVersion() == null
                ? course.screenings().getLast().catalogueVersion()
                : command.catalogueVersion();
        Require.notFuture("at", command.at(), command.now());
        requireValid("", version, command.positive());
        if (course.screenings().stream().anyMatch(
                standing -> standing.at().equals(command.at()) && repeats(version, command.positive(), standing))) {
            return List.of();
        }
        switch (state) {
            case AwaitingClearance _,AwaitingTherapist _,Treated _ -> {}
            case Discharged _,Declined _,Voided _ -> throw Refusals.stateForbids(state, "record a screening");
        }
        if (command.at().isBefore(course.openedAt())) {
            throw invalid("at", "must not lie before the episode was opened");
        }
        if (!command.client().client().equals(course.client())) {
            throw invalid("clientId", "must be the client of the episode");
        }
        int age = Math.max(0, ClinicTime.age(bornOn(command.client()), course.time().dateOf(command.at())));
        return List.of(new ScreeningRecorded(command.episode(), version,
                ScreeningCatalogue.of(version).present(command.positive(), age), command.at()));
    }

    /** The client's birth date, from which signs of age follow. */
    static LocalDate bornOn(ClientStanding client) {
        return switch (client.dateOfBirth()) {
            case Personal.Known<LocalDate> known -> known.value();
            case Personal.Erased<LocalDate> _ -> throw new Rejected(new ClientErased(client.client()));
        };
    }

    /** The version was released, its catalogue knows every code, and signs that exclude areas name some. */
    static void requireValid(String prefix, int version, List<PositiveSign> found) {
        var catalogue = ScreeningCatalogue.released().stream().filter(released -> released.version() == version)
                .findFirst().orElseThrow(() -> invalid(prefix + "catalogueVersion", "must be a released version"));
        for (int i = 0; i < found.size(); i++) {
            PositiveSign sign = found.get(i);
            String field = prefix + "positive[" + i + "]";
            ScreeningItem item = item(catalogue, sign.code());
            if (item == null) {
                throw invalid(field + ".code", "must be in catalogue version " + version);
            }
            if (item.level() == ScreeningLevel.LOCAL) {
                Require.notEmpty(field + ".areas", sign.areas());
            }
            Require.<Area>eachOnce(field + ".areas", sign.areas(), area -> area);
        }
    }

    /** Whether staff found the same; what follows from the age is left out, for the birth date may be corrected. */
    static boolean repeats(int version, List<PositiveSign> found, ScreeningRecorded standing) {
        var catalogue = ScreeningCatalogue.of(version);
        return standing.catalogueVersion() == version
                && withoutAge(catalogue, catalogue.present(found, AGE_WITHOUT_SIGN))
                        .equals(withoutAge(catalogue, standing.positive()));
    }

    /**
     * What was present when the signs of age are reckoned anew.
     *
     * @param found by staff; null for what stands, without its signs of age
     * @param years null when nobody knows the age: then those that stand stay
     */
    static List<PositiveSign> withAge(int version, @Nullable List<PositiveSign> found, List<PositiveSign> before,
            @Nullable Integer years) {
        var catalogue = ScreeningCatalogue.of(version);
        var signs = new ArrayList<>(found == null ? withoutAge(catalogue, before) : found);
        if (years == null) {
            before.stream().filter(sign -> !withoutAge(catalogue, before).contains(sign)).forEach(signs::add);
        }
        return catalogue.present(signs, years == null ? AGE_WITHOUT_SIGN : years);
    }

    private static List<PositiveSign> withoutAge(ScreeningCatalogue catalogue, List<PositiveSign> signs) {
        return signs.stream().filter(sign -> {
            ScreeningItem item = item(catalogue, sign.code());
            return item != null && item.age() == null;
        }).toList();
    }

    private static @Nullable ScreeningItem item(ScreeningCatalogue catalogue, String code) {
        return catalogue.items().stream().filter(item -> item.code().equals(code)).findFirst().orElse(null);
    }
}
