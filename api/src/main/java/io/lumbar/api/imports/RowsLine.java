package io.lumbar.api.imports;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A history that was made of the rows of a table, as it is kept until it is imported.
 *
 * @param line of its first row, counted from 1
 * @param history as a line of JSON would tell it; null when something was found wrong already
 * @param rows lines of the rows that the last elements of each list were made of, by the path of the list
 * @param told lines of columns of the episode that the first row does not tell
 * @param renamed what the table calls columns that it calls something else than we do
 * @param bad what was found wrong, at most one a line
 */
record RowsLine(int line, @Nullable ObjectNode history, Map<String, List<Integer>> rows, Map<Column, Integer> told,
        Map<Column, String> renamed, List<Bad> bad) {

    /** It never leaves the house: nothing of it needs the strictness of the edge. */
    static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** What is wrong, as of a refusal. */
    record Bad(int line, String code, @Nullable String field, String reason) {}
}
