package io.lumbar.domain.episode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.lumbar.domain.Area;
import io.lumbar.domain.Style;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

/**
 * What is asked at screening and what each answer leads to. It records, combines and refers; it never diagnoses. An
 * episode keeps the version that it was screened against.
 *
 * @param version 1 or more
 * @param items in the order in which they are asked; no code occurs twice
 */
public record ScreeningCatalogue(int version, List<ScreeningItem> items) {

    private static final List<ScreeningCatalogue> RELEASED = List.of(new ScreeningCatalogue(1, CatalogueV1.ITEMS));

    public ScreeningCatalogue {
        if (version < 1) {
            throw new IllegalArgumentException("version must be 1 or more");
        }
        items = List.copyOf(items);
        var codes = new TreeSet<String>();
        for (ScreeningItem item : items) {
            if (!codes.add(item.code())) {
                throw new IllegalArgumentException("items must not repeat " + item.code());
            }
        }
    }

    /** Every catalogue that was released, the oldest first. */
    public static List<ScreeningCatalogue> released() {
        return RELEASED;
    }

    /**
     * The catalogue with this version.
     *
     * @throws IllegalArgumentException if none was released with it
     */
    public static ScreeningCatalogue of(int version) {
        return RELEASED.stream().filter(catalogue -> catalogue.version == version).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("catalogueVersion " + version + " does not exist"));
    }

    /**
     * Every sign that is present: those that staff found and those that follow from the age, each code once, in the
     * catalogue's order. A sign of age that staff found counts as well.
     *
     * @param found by staff; a code may occur more than once, its areas add up
     * @param years the client's age at opening, in completed years, 0 or more
     * @throws IllegalArgumentException if a code is not in this catalogue, or a LOCAL code comes without areas; the
     *     message names the code
     */
    public List<PositiveSign> present(Collection<PositiveSign> found, int years) {
        if (years < 0) {
            throw new IllegalArgumentException("age must be 0 or more years");
        }
        var all = new ArrayList<>(found);
        items.stream().filter(item -> item.followsFrom(years))
                .forEach(item -> all.add(new PositiveSign(item.code(), List.of())));
        return combined(all);
    }

    /**
     * What the signs that are {@linkplain #present present} lead to. Signs of several screenings may be given together.
     *
     * <p>
     * A sign of age is a note alone and asks for clearance beside another sign of its group; otherwise every new client
     * over 50 would be stopped and staff would learn to tick around it (our choice). Areas named with any sign are
     * excluded.
     *
     * @throws IllegalArgumentException as for {@link #present}
     */
    public ScreeningConsequence consequenceOf(Collection<PositiveSign> present) {
        var levels = new LinkedHashMap<String, ScreeningLevel>();
        var restricted = new EnumMap<Style, List<String>>(Style.class);
        var excluded = EnumSet.noneOf(Area.class);
        var signs = combined(present);
        var groups = signs.stream().collect(groupingBy(sign -> item(sign.code()).group(), counting()));
        for (PositiveSign sign : signs) {
            ScreeningItem item = item(sign.code());
            boolean besideAnother = groups.getOrDefault(item.group(), 0L) > 1;
            levels.put(item.code(), item.age() != null && besideAnother ? ScreeningLevel.CLEARANCE : item.level());
            item.ruledOut()
                    .forEach(style -> restricted.computeIfAbsent(style, _ -> new ArrayList<>()).add(item.code()));
            excluded.addAll(sign.areas());
        }
        return new ScreeningConsequence(levels, restricted, excluded);
    }

    private List<PositiveSign> combined(Collection<PositiveSign> signs) {
        var areas = new HashMap<String, Set<Area>>();
        for (PositiveSign sign : signs) {
            areas.computeIfAbsent(item(sign.code()).code(), _ -> EnumSet.noneOf(Area.class)).addAll(sign.areas());
        }
        var combined = new ArrayList<PositiveSign>();
        for (ScreeningItem item : items) {
            Set<Area> concerned = areas.get(item.code());
            if (concerned == null) {
                continue;
            }
            if (item.level() == ScreeningLevel.LOCAL && concerned.isEmpty()) {
                throw new IllegalArgumentException("positive code " + item.code() + " needs the areas it concerns");
            }
            combined.add(new PositiveSign(item.code(), List.copyOf(concerned)));
        }
        return combined;
    }

    private ScreeningItem item(String code) {
        return items.stream().filter(item -> item.code().equals(code)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "positive code " + code + " is not in catalogue version " + version));
    }
}
