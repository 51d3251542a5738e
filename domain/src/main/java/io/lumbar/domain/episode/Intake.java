package io.lumbar.domain.episode;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Sex;
import io.lumbar.domain.client.ClientStanding;
import io.lumbar.domain.outcome.AgeBand;
import org.jspecify.annotations.Nullable;

/** How an episode begins, or does not. */
public final class Intake {

    private Intake() {}

    /**
     * Open an episode with what the first assessment found.
     *
     * @param client the client as registered
     * @param zone the clinic's time zone
     * @param otherActivities limited activities in the client's own words, 1 to 200 characters each
     * @param positive screening signs that are present, see {@link ScreeningCatalogue}
     * @param baseline measurements before treatment, among them one NPRS; at most one an instrument; taken not after
     *     {@code openedAt}
     * @param now the present moment; {@code openedAt} may lie before it
     */
    public record OpenEpisode(EpisodeId episode, ClientStanding client, ClinicId clinic, ZoneId zone, Instant openedAt,
            Complaint complaint, List<String> otherActivities, int catalogueVersion, List<PositiveSign> positive,
            List<Measurement.Taking> baseline, boolean doctorConsulted, Preference preference,
            Instant now) implements EpisodeCommand {
        public OpenEpisode {
            otherActivities = List.copyOf(otherActivities);
            positive = List.copyOf(positive);
            baseline = List.copyOf(baseline);
        }
    }

    /** Turn the client away before treatment began. {@code reason}: 1 to 4,000 characters. */
    public record DeclineEpisode(EpisodeId episode, String reason, Instant now) implements EpisodeCommand {}

    /**
     * The whole episode was entered in error: it counts nowhere any more, and whatever it took is free.
     *
     * @param reason 1 to 4,000 characters
     */
    public record VoidEpisode(EpisodeId episode, String reason, Instant now) implements EpisodeCommand {}

    /**
     * An episode was opened. Its screening and its baseline measurements follow in the same append.
     *
     * @param openedAt when it was opened in the clinic; the clinic learned of it not before
     * @param zone the clinic's time zone then, in which the episode's local dates are reckoned
     * @param otherActivities null when the client named none
     * @param ageBand of the age at opening; stays when the client is erased, as does {@code sex}
     */
    public record EpisodeOpened(EpisodeId episode, ClientId client, ClinicId clinic, Instant openedAt, ZoneId zone,
            AgeBand ageBand, Sex sex, Complaint complaint, @Nullable Personal<List<String>> otherActivities,
            boolean doctorConsulted, Preference preference) implements EpisodeEvent {}

    /** The client was turned away. */
    public record EpisodeDeclined(EpisodeId episode, Personal<String> reason, Instant at) implements EpisodeEvent {}

    /** The whole episode was entered in error, with everything that was recorded in it. */
    public record EpisodeVoided(EpisodeId episode, Personal<String> reason, Instant at) implements Correction {}
}
