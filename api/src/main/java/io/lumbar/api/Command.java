package io.lumbar.api;

import java.util.Arrays;
import java.util.stream.Stream;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

/**
 * What an operator asks for by a word after the program's name, instead of starting the product. Only what such commands
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
        String[] options = Stream.concat(Stream.of("--lumbar.command=" + arguments[0]),
                Arrays.stream(arguments).skip(1)).toArray(String[]::new);
        var application = new SpringApplicationBuilder(Command.class).web(WebApplicationType.NONE);
        return SpringApplication.exit(application.run(options));
    }
}
