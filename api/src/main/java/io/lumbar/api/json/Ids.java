package io.lumbar.api.json;

import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import io.lumbar.domain.AdverseEventId;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.Id;
import io.lumbar.domain.ImportId;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WorkEntryId;

/** How each kind of id is made of a UUID. */
public final class Ids {
    private static final Map<Class<? extends Id>, Function<UUID, ? extends Id>> MAKERS = Map.of(ClinicId.class,
            ClinicId::new, TherapistId.class, TherapistId::new, ClientId.class, ClientId::new, EpisodeId.class,
            EpisodeId::new, SessionId.class, SessionId::new, MeasurementId.class, MeasurementId::new,
            FollowUpId.class, FollowUpId::new, AdverseEventId.class, AdverseEventId::new, ImportId.class,
            ImportId::new, WorkEntryId.class, WorkEntryId::new);

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
