package io.lumbar.api.access;

import java.util.Map;

import io.lumbar.domain.account.Rights;
import org.springframework.stereotype.Component;

/**
 * What each caller is to the clinics. It goes by the caller's id, never by what a token says, so that a role that is
 * taken away is gone at once and not when the token ends. A caller who is not known may do nothing.
 */
@Component
public final class AccessRules {
    private static final Map<String, Rights> KNOWN = Map.of(AdminClient.CALLER, Rights.ALL);

    /** What {@code caller} is. */
    public Rights of(String caller) {
        return KNOWN.getOrDefault(caller, Rights.NONE);
    }
}
