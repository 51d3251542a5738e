package io.lumbar.infrastructure.rules;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;

import io.lumbar.infrastructure.operator.OperatorCommand;
import org.jspecify.annotations.Nullable;

/**
 * {@code check-rules} or {@code rebuild-rules}. It ends with 0 when what is stored followed from the events, or does so now;
 * with 3 when a check found differences.
 */
record RulesCommand(String usage, Function<RowsAnew, Comparison> work, String verdict, int whenDifferent,
        RowsAnew rows) implements OperatorCommand {

    private static final int DIFFERENT = 3;

    static RulesCommand check(RowsAnew rows) {
        return new RulesCommand("check-rules", RowsAnew::check, "differ", DIFFERENT, rows);
    }

    static RulesCommand rebuild(RowsAnew rows) {
        return new RulesCommand("rebuild-rules", RowsAnew::rebuild, "differed and were put right", 0, rows);
    }

    @Override
    public int run(List<String> words, @Nullable String reason, PrintStream out) {
        Comparison found = work.apply(rows);
        found.differences().forEach(out::println);
        found.rows().forEach((table, differing) -> {
            if (differing > found.differences().stream().filter(each -> each.table().equals(table)).count()) {
                out.println(table + ": and more, " + differing + " in all");
            }
        });
        out.println("%d events, %d tables: %s".formatted(found.events(), found.rows().size(),
                found.total() == 0 ? "no row differs" : found.total() + " rows " + verdict));
        return found.total() == 0 ? 0 : whenDifferent;
    }
}
