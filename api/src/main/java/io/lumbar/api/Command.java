package io.lumbar.api;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

/**
 * What an operator asks for by words after the program's name, instead of starting the product. Only what such commands
 * need is started: the list of it stands in {@code META-INF/spring}, under the name of this class.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration
class Command {

    /** Whether the arguments begin with a word that is no option. */
    static boolean isIn(String... arguments) {
        return arguments.length > 0 && !arguments[0].startsWith("-");
    }

    /** Carries it out; returns the exit code of the process. */
    static int carryOut(String... arguments) {
        Map<Boolean, List<String>> options = Arrays.stream(arguments)
                .collect(Collectors.partitioningBy(argument -> argument.startsWith("-")));
        var application = new SpringApplicationBuilder(Command.class).web(WebApplicationType.NONE);
        return SpringApplication.exit(application.run(
                Stream.concat(Stream.of("--lumbar.command=" + String.join(" ", options.get(false))),
                        options.get(true).stream()).toArray(String[]::new)));
    }
}
