package io.lumbar.infrastructure;

import java.util.UUID;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.lumbar.application.Ids;
import org.springframework.boot.autoconfigure.AutoConfiguration;

/** Ids of version 7: an index takes them in at its end, and a list sorted by them tells what came first. */
@AutoConfiguration
final class TimeOrderedIds implements Ids {
    private final NoArgGenerator generator = Generators.timeBasedEpochGenerator();

    @Override
    public UUID next() {
        return generator.generate();
    }
}
