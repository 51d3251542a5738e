package io.lumbar.domain.episode;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

import io.lumbar.domain.Style;
import org.jspecify.annotations.Nullable;

/**
 * One item of a {@link ScreeningCatalogue}.
 *
 * @param code stable name, such as {@code RF-CES-1}: kind, group and, where a group has several, a number
 * @param level what a positive item asks for by itself
 * @param sign what is looked for
 * @param action what to do when it is found
 * @param ruledOut styles that must not be given, also after a clearance that does not name them
 * @param age set where the item follows from the age and rises to CLEARANCE beside another of its group; else null
 * @param source where the item comes from
 */
public record ScreeningItem(String code, ScreeningLevel level, String sign, String action, Set<Style> ruledOut,
        @Nullable AgeSign age, String source) {

    public ScreeningItem {
        var copy = EnumSet.noneOf(Style.class);
        copy.addAll(ruledOut);
        ruledOut = Collections.unmodifiableSet(copy);
    }

    /** Whether the age alone makes the item positive, at {@code years} completed years. */
    public boolean followsFrom(int years) {
        return age != null && age.isPresentAt(years);
    }

    /** The code without its number: {@code RF-MAL} for {@code RF-MAL-4}, {@code CI-DVT} for itself. */
    public String group() {
        return code.replaceFirst("-\\d+$", "");
    }
}
