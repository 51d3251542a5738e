package io.lumbar.infrastructure.privacy;

import java.util.Collection;

import io.lumbar.application.privacy.Vault;
import io.lumbar.domain.Subject;

/** Seals nothing, so that benchmarks can tell what sealing costs. */
public final class InClear implements Vault {
    @Override
    public byte[] seal(Subject subject, byte[] clear, byte[] place) {
        return clear;
    }

    @Override
    public byte[] open(Subject subject, byte[] sealed, byte[] place) {
        return sealed;
    }

    @Override
    public void fetch(Collection<Subject> subjects) {
        // there are no keys
    }

    @Override
    public void provide(Collection<Subject> subjects) {
        // there are no keys
    }

    @Override
    public void destroy(Subject subject) {
        throw new UnsupportedOperationException();
    }
}
