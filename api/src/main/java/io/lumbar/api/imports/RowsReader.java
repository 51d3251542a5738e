package io.lumbar.api.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

import io.lumbar.application.imports.EpisodeHistory;
import io.lumbar.application.imports.HistoryReader;
import io.lumbar.application.imports.ImportStore.Refusal;
import io.lumbar.application.imports.LineRefused;
import io.lumbar.application.imports.Origin.Place;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads histories that were made of rows as {@link LineReader} reads lines. What is refused is told by row and column, and of
 * each row that is wrong: a table is put right all at once.
 */
@Component
final class RowsReader implements HistoryReader {
    private final LineReader lines;

    RowsReader(LineReader lines) {
        this.lines = lines;
    }

    @Override
    public EpisodeHistory read(byte[] text, String actor) {
        RowsLine line = RowsLine.JSON.readValue(text, RowsLine.class);
        if (!line.bad().isEmpty()) {
            throw new LineRefused(line.bad().stream()
                    .map(bad -> new Refusal(bad.line(), bad.code(), bad.field(), bad.reason())).toList());
        }
        ObjectNode history = Objects.requireNonNull(line.history());
        try {
            return lines.read(RowsLine.JSON.writeValueAsBytes(history), actor)
                    .from(new RowPlaces(line, history));
        } catch (LineRefused first) {
            throw new LineRefused(everything(line, history, first, actor));
        }
    }

    /** A row that is refused is left out, and the rest is read again, until nothing or something of the episode is wrong. */
    private List<Refusal> everything(RowsLine line, ObjectNode history, LineRefused first, String actor) {
        var refusals = new TreeMap<Integer, Refusal>();
        var rows = new TreeMap<String, List<Integer>>();
        line.rows().forEach((list, of) -> rows.put(list, new ArrayList<>(of)));
        var places = new RowPlaces(
                new RowsLine(line.line(), history, rows, line.told(), line.renamed(), List.of()), history);
        @Nullable
        LineRefused refused = first;
        while (refused != null) {
            Place place = places.of(line.line(), refused.field());
            refusals.putIfAbsent(place.line(),
                    new Refusal(place.line(), refused.code(), place.field(), inTermsOf(place, refused)));
            var element = places.element(refused.field());
            if (element.isEmpty()) {
                break;
            }
            ((ArrayNode) history.at("/" + element.get().list().replace('.', '/'))).remove(element.get().index());
            List<Integer> of = Objects.requireNonNull(rows.get(element.get().list()));
            of.subList(element.get().row(), element.get().row() + 1).clear();
            refused = again(history, actor);
        }
        return List.copyOf(refusals.values());
    }

    /** A reason that begins with the path of a field begins with the name of the column. */
    private static String inTermsOf(Place place, LineRefused refused) {
        String path = refused.field();
        return path != null && place.field() != null && refused.reason().startsWith(path + " ")
                ? place.field() + refused.reason().substring(path.length())
                : refused.reason();
    }

    private @Nullable LineRefused again(ObjectNode history, String actor) {
        try {
            lines.read(RowsLine.JSON.writeValueAsBytes(history), actor);
            return null;
        } catch (LineRefused refused) {
            return refused;
        }
    }
}
