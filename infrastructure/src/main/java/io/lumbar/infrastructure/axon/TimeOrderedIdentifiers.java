package io.lumbar.infrastructure.axon;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import org.axonframework.common.IdentifierFactory;

/** Identifies messages, and so events, by UUIDs of version 7, which an index takes in at its end. Found by Axon. */
public final class TimeOrderedIdentifiers extends IdentifierFactory {
    private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    @Override
    public String generateIdentifier() {
        return GENERATOR.generate().toString();
    }
}
