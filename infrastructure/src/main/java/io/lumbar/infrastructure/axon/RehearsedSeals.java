package io.lumbar.infrastructure.axon;

import java.util.Collection;

import io.lumbar.application.privacy.Vault;
import io.lumbar.domain.Subject;

/** Seals for events that are taken back: nobody will open them, and no keys are made for them. */
final class RehearsedSeals implements Vault {

    @Override
    public byte[] seal(Subject subject, byte[] clear, byte[] place) {
        return new byte[0];
    }

    /** @throws UnsupportedOperationException always: nothing was kept */
    @Override
    public byte[] open(Subject subject, byte[] sealed, byte[] place) {
        throw new UnsupportedOperationException("what was rehearsed is not there");
    }

    @Override
    public void fetch(Collection<Subject> subjects) {
        // there are no keys
    }

    @Override
    public void provide(Collection<Subject> subjects) {
        // nor are there to be any
    }

    @Override
    public void destroy(Subject subject) {
        throw new UnsupportedOperationException("a rehearsal destroys nothing");
    }
}
