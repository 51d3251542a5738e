package io.lumbar.api.episode;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import io.lumbar.api.problem.EdgeProblem;
import io.lumbar.api.problem.RequestRefused;
import io.lumbar.application.episode.AnswerSheet;
import io.lumbar.domain.DomainError.InvalidValue;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Subject;
import io.lumbar.domain.outcome.Answers;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.OdiSections;
import io.lumbar.domain.outcome.PsfsActivities;
import io.lumbar.domain.outcome.PsfsActivity;
import io.lumbar.domain.outcome.Reading;
import io.lumbar.domain.outcome.RmdqTicked;
import io.lumbar.domain.outcome.StartBackTotals;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An instrument as it was filled in: a score or the answers behind it, exactly one of the two. */
record Sheet(Instrument instrument,
        @Schema(description = "Within the instrument's range; whole where the instrument asks for it") @Nullable BigDecimal score,
        @Nullable Filled answers) {

    /** Answers by instrument: ODI sections; RMDQ ticked; PSFS activities; START_BACK total and distress. */
    record Filled(
            @ArraySchema(minItems = 10, maxItems = 10, schema = @Schema(types = {"integer",
                    "null"}, minimum = "0", maximum = "5"), arraySchema = @Schema(description = "ODI: ten, null where unanswered")) @Nullable List<@Nullable Integer> sections,
            @ArraySchema(uniqueItems = true, schema = @Schema(minimum = "1", maximum = "24"), arraySchema = @Schema(description = "RMDQ: numbers of the ticked statements")) @Nullable List<Integer> ticked,
            @ArraySchema(minItems = 1, maxItems = 5, arraySchema = @Schema(description = "PSFS")) @Nullable List<Rating> activities,
            @Schema(description = "START_BACK", minimum = "0", maximum = "9") @Nullable Integer total,
            @Schema(description = "START_BACK", minimum = "0", maximum = "5") @Nullable Integer distress){}

    /** How well the person can do something. */
    record Rating(@Schema(minLength = 1, maxLength = 200) String name,
            @Schema(minimum = "0", maximum = "10") Integer score) {}

    /** All of {@code sheets}, which stand in {@code field}. */
    static List<AnswerSheet> all(String field, @Nullable List<Sheet> sheets) {
        var read = new ArrayList<AnswerSheet>();
        for (Sheet sheet : sheets == null ? List.<Sheet>of() : sheets) {
            read.add(sheet.at(field + "[" + read.size() + "]."));
        }
        return read;
    }

    /**
     * What can be read from it.
     *
     * @param prefix of its fields in the request, such as {@code baseline[0].}
     * @throws RequestRefused when what is given is not what the instrument has
     */
    AnswerSheet at(String prefix) {
        if (score != null && answers != null) {
            throw new RequestRefused(EdgeProblem.INVALID_VALUE, prefix + "answers", "is not given beside a score");
        }
        if (score != null) {
            return _ -> checked(prefix + "score", () -> Reading.given(instrument, score));
        }
        if (answers == null) {
            throw new RequestRefused(EdgeProblem.MISSING_FIELD, prefix + "score", "or answers is required");
        }
        Function<Subject, Answers> filled = answers(prefix + "answers", answers);
        return client -> checked(prefix + "answers", () -> Reading.of(filled.apply(client)));
    }

    private Function<Subject, Answers> answers(String field, Filled given) {
        var parts = new Parts(field, instrument, given);
        return switch (instrument) {
            case ODI -> {
                List<@Nullable Integer> sections = parts.sections();
                yield _ -> odi(sections);
            }
            case RMDQ -> {
                var ticked = parts.only("ticked", given.ticked);
                yield _ -> rmdq(ticked);
            }
            case PSFS -> {
                var activities = parts.only("activities", given.activities);
                yield client -> psfs(activities, client);
            }
            case START_BACK -> {
                int total = parts.only("total", given.total);
                int distress = parts.only("distress", given.distress);
                yield _ -> new StartBackTotals(total, distress);
            }
            case NPRS, PGIC -> throw new RequestRefused(EdgeProblem.INVALID_VALUE, field,
                    "is not given for " + instrument + ", which has a score only");
        };
    }

    @SuppressWarnings("NullAway") // javac does not keep the mark of the elements for a compact constructor
    private static OdiSections odi(List<@Nullable Integer> sections) {
        return new OdiSections(sections);
    }

    private static RmdqTicked rmdq(List<Integer> ticked) {
        var numbers = new HashSet<>(ticked);
        if (numbers.size() < ticked.size()) {
            throw new IllegalArgumentException("ticked must not repeat a number");
        }
        return new RmdqTicked(numbers);
    }

    private static PsfsActivities psfs(List<Rating> activities, Subject client) {
        var rated = new ArrayList<PsfsActivity>();
        for (Rating rating : activities) {
            rated.add(new PsfsActivity(rated.size() + 1, Personal.of(client, rating.name), rating.score));
        }
        return new PsfsActivities(rated);
    }

    private static Reading checked(String field, Supplier<Reading> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new Rejected(new InvalidValue(field, "is not possible: " + e.getMessage()));
        }
    }

    /** The parts of an answer sheet, of which each instrument has its own. */
    private record Parts(String field, Instrument instrument, Filled given) {

        List<@Nullable Integer> sections() {
            List<@Nullable Integer> sections = given.sections;
            refuseForeign();
            if (sections == null) {
                throw absent("sections");
            }
            return sections;
        }

        /** {@code part}, which the instrument has; refuses when it is absent or parts of other instruments are there. */
        <T> T only(String name, @Nullable T part) {
            refuseForeign();
            if (part == null) {
                throw absent(name);
            }
            return part;
        }

        private RequestRefused absent(String name) {
            return new RequestRefused(EdgeProblem.MISSING_FIELD, field + "." + name,
                    "is required for " + instrument);
        }

        private void refuseForeign() {
            foreign("sections", given.sections, Instrument.ODI);
            foreign("ticked", given.ticked, Instrument.RMDQ);
            foreign("activities", given.activities, Instrument.PSFS);
            foreign("total", given.total, Instrument.START_BACK);
            foreign("distress", given.distress, Instrument.START_BACK);
        }

        private void foreign(String name, @Nullable Object part, Instrument owner) {
            if (part != null && owner != instrument) {
                throw new RequestRefused(EdgeProblem.UNKNOWN_FIELD, field + "." + name,
                        "belongs to " + owner + ", not to " + instrument);
            }
        }
    }
}
