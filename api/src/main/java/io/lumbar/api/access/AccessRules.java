package io.lumbar.api.access;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import io.lumbar.domain.ClinicId;
import org.springframework.stereotype.Component;

/**
 * What each caller may do and where. It goes by the caller's id, never by what a token says, so that a role that is
 * taken away is gone at once and not when the token ends. A caller who is not listed may do nothing.
 */
@Component
public final class AccessRules {
    private static final Grant NOTHING = new Grant(Set.of(), new Clinics.These(Set.of()));
    private static final Map<String, Grant> GRANTS = Map.of(AdminClient.CALLER,
            new Grant(EnumSet.allOf(Role.class), new Clinics.All()));

    /** Roles at clinics. */
    public record Grant(Set<Role> roles, Clinics clinics) {
        public Grant {
            roles = Set.copyOf(roles);
        }
    }

    /** The clinics that a caller is bound to. */
    public sealed interface Clinics {

        /** Every clinic, also those opened later. */
        record All() implements Clinics {}

        /** Only these. */
        record These(Set<ClinicId> ids) implements Clinics {
            public These {
                ids = Set.copyOf(ids);
            }
        }

        /** Whether {@code clinic} is one of them. */
        default boolean include(ClinicId clinic) {
            return switch (this) {
                case All() -> true;
                case These(Set<ClinicId> ids) -> ids.contains(clinic);
            };
        }
    }

    /** What {@code caller} may do. */
    public Grant of(String caller) {
        return GRANTS.getOrDefault(caller, NOTHING);
    }
}
