package io.lumbar.infrastructure.rules;

import java.io.PrintStream;

import io.lumbar.infrastructure.StartRefused;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;

/**
 * What an operator asks for by a word after the program's name: {@code check-rules} or {@code rebuild-rules}. It ends with 0
 * when what is stored followed from the events, or does so now; with 3 when a check found differences.
 */
final class RulesCommand implements ApplicationRunner, ExitCodeGenerator {
    /** The property that holds the word. */
    static final String NAMED_BY = "lumbar.command";

    private static final int DIFFERENT = 3;

    private final RowsAnew rows;
    private final String command;
    private final PrintStream out;
    private int exitCode;

    RulesCommand(RowsAnew rows, String command, PrintStream out) {
        this.rows = rows;
        this.command = command;
        this.out = out;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        switch (command) {
            case "check-rules" -> {
                Comparison found = rows.check();
                tell(found, "differ");
                exitCode = found.total() == 0 ? 0 : DIFFERENT;
            }
            case "rebuild-rules" -> tell(rows.rebuild(), "differed and were put right");
            default -> throw new StartRefused("There is no command '" + command + "'.",
                    "Commands are check-rules and rebuild-rules; without one the product starts.");
        }
    }

    private void tell(Comparison found, String verdict) {
        found.differences().forEach(out::println);
        found.rows().forEach((table, rows) -> {
            if (rows > found.differences().stream().filter(each -> each.table().equals(table)).count()) {
                out.println(table + ": and more, " + rows + " in all");
            }
        });
        out.println("%d events, %d tables: %s".formatted(found.events(), found.rows().size(),
                found.total() == 0 ? "no row differs" : found.total() + " rows " + verdict));
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
