package io.lumbar.api.json;

import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import io.lumbar.domain.AccountId;
import io.lumbar.domain.AdverseEventId;
import io.lumbar.domain.AppId;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.Id;
import io.lumbar.domain.ImportId;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.SecretId;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WorkEntryId;

/** How each kind of id is made of a UUID. */
public final class Ids {
    private static final Map<Class<? extends Id>, Function<UUID, ? extends Id>> MAKERS = Map.ofEntries(
            Map.entry(ClinicId.class, ClinicId::new),
            Map.entry(TherapistId.class, TherapistId::new),
            Map.entry(ClientId.class, ClientId::new),
            Map.entry(EpisodeId.class, EpisodeId::new),
            Map.entry(SessionId.class, SessionId::new),
            Map.entry(MeasurementId.class, MeasurementId::new),
            Map.entry(FollowUpId.class, FollowUpId::new),
            Map.entry(AdverseEventId.class, AdverseEventId::new),
            Map.entry(ImportId.class, ImportId::new),
            Map.entry(AccountId.class, AccountId::new),
            Map.entry(SecretId.class, SecretId::new),
            Map.entry(AppId.class, AppId::new),
            Map.entry(WorkEntryId.class, WorkEntryId::new));
    static {
        if (MAKERS.size() != Id.class.getPermittedSubclasses().length) {
            throw new AssertionError("a kind of id is missing here");
        }
    }

    private Ids() {}

    /** One maker for each kind of id that the domain has. */
    public static Map<Class<? extends Id>, Function<UUID, ? extends Id>> makers() {
        return MAKERS;
    }
}
