package io.lumbar.application.episode;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.SessionId;
import org.jspecify.annotations.Nullable;

/** What somebody in the clinic must see to, longest waiting first. */
public interface WorkList {

    /** What is open at any of the clinics; at all of them when none is named. See {@link PageRequest} for refusals. */
    Page<Item> open(Set<ClinicId> clinics, PageRequest page);

    /** Why something waits. */
    enum Kind {
        /** Screening found signs that a physician must look at now; done when a clearance is recorded or the episode ends. */
        URGENT_REFERRAL,
        /** A session took place against a rule; done when it is corrected so that it broke none, or voided. */
        RULE_BREACHED
    }

    /**
     * Something to see to.
     *
     * @param since when it arose in the clinic
     * @param session which one it is about; null when it is about the episode
     * @param codes the screening signs behind it, in the catalogue's words, or the rules that were broken
     */
    record Item(Kind kind, EpisodeId episode, ClientId client, ClinicId clinic, @Nullable SessionId session,
            Instant since,
            List<String> codes) {
        public Item {
            codes = List.copyOf(codes);
        }
    }
}
