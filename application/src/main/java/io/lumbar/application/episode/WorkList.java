package io.lumbar.application.episode;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;

/** What somebody in the clinic must see to, longest waiting first. */
public interface WorkList {

    /** What is open at any of the clinics; at all of them when none is named. See {@link PageRequest} for refusals. */
    Page<Item> open(Set<ClinicId> clinics, PageRequest page);

    /** Why something waits. */
    enum Kind {
        /** Screening found signs that a physician must look at now; done when a clearance is recorded or the episode ends. */
        URGENT_REFERRAL
    }

    /**
     * Something to see to.
     *
     * @param since when it arose in the clinic
     * @param codes the screening signs behind it, in the catalogue's words
     */
    record Item(Kind kind, EpisodeId episode, ClientId client, ClinicId clinic, Instant since, List<String> codes) {
        public Item {
            codes = List.copyOf(codes);
        }
    }
}
