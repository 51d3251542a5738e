package io.lumbar.infrastructure.operator;

import java.util.List;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Carries out what the words after the program's name ask for; there is nothing of it where the product starts. */
@AutoConfiguration
@ConditionalOnProperty(OperatorCommands.NAMED_BY)
class OperatorAutoConfiguration {
    @Bean
    OperatorCommands operatorCommands(List<OperatorCommand> commands,
            @Value("${" + OperatorCommands.NAMED_BY + "}") String words) {
        return new OperatorCommands(commands, words, System.out);
    }
}
