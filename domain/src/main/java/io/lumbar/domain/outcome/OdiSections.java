package io.lumbar.domain.outcome;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The ten sections of the {@linkplain Instrument#ODI Oswestry index}, each 0 to 5, higher is worse. Where two boxes of
 * one section were ticked, the higher counts (Fairbank).
 *
 * @param sections ten, in the questionnaire's order; null where unanswered, at most two of them (our choice)
 */
public record OdiSections(List<@Nullable Integer> sections) implements Answers {

    private static final int COUNT = 10;
    private static final int HIGHEST = 5;
    private static final int LEAST_ANSWERED = 8;

    public OdiSections {
        if (sections.size() != COUNT) {
            throw new IllegalArgumentException("sections must be 10");
        }
        for (int i = 0; i < COUNT; i++) {
            Integer section = sections.get(i);
            if (section != null && (section < 0 || section > HIGHEST)) {
                throw new IllegalArgumentException("sections[" + i + "] must be between 0 and 5");
            }
        }
        if (sections.stream().filter(Objects::nonNull).count() < LEAST_ANSWERED) {
            throw new IllegalArgumentException("sections must have at least 8 answers");
        }
        sections = Collections.unmodifiableList(new ArrayList<>(sections));
    }

    @Override
    public Instrument instrument() {
        return Instrument.ODI;
    }

    /** Percent of the points that the answered sections could reach; see {@link OdiBand}. */
    @Override
    public Score score() {
        int sum = 0;
        int answered = 0;
        for (Integer section : sections) {
            if (section != null) {
                sum += section;
                answered++;
            }
        }
        return Score.ratio(sum * 100, answered * HIGHEST);
    }
}
