package io.lumbar.infrastructure.operator;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

import io.lumbar.infrastructure.StartRefused;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;

/** Finds the command that an operator named, and does it; the process ends with its exit code. */
final class OperatorCommands implements ApplicationRunner, ExitCodeGenerator {
    /** The property that holds the words after the program's name. */
    static final String NAMED_BY = "lumbar.command";

    private final List<OperatorCommand> commands;
    private final List<String> words;
    private final PrintStream out;
    private int exitCode;

    OperatorCommands(List<OperatorCommand> commands, String words, PrintStream out) {
        this.commands = List.copyOf(commands);
        this.words = List.of(words.strip().split("\\s+"));
        this.out = out;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        List<String> reasons = arguments.getOptionValues("reason");
        OperatorCommand command = commands.stream().filter(each -> fits(each.usage())).findFirst()
                .orElseThrow(() -> new StartRefused("There is no command '" + String.join(" ", words) + "'.",
                        "Commands are: " + String.join("; ", commands.stream().map(OperatorCommand::usage).sorted()
                                .toList()) + ". Without one the product starts."));
        exitCode = command.run(words.subList(own(command.usage()), words.size()),
                reasons == null || reasons.isEmpty() ? null : String.join(" ", reasons), out);
    }

    private boolean fits(String usage) {
        List<String> asked = positional(usage);
        return asked.size() == words.size() && asked.subList(0, own(usage)).equals(words.subList(0, own(usage)));
    }

    private static int own(String usage) {
        return (int) positional(usage).stream().takeWhile(word -> !word.startsWith("<")).count();
    }

    private static List<String> positional(String usage) {
        return Arrays.stream(usage.split(" ")).filter(word -> !word.startsWith("--")).toList();
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
