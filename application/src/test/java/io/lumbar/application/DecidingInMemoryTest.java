package io.lumbar.application;

class DecidingInMemoryTest extends DecidingContract {
    private final InMemoryClinic clinic = new InMemoryClinic();

    @Override
    protected Decisions decisions() {
        return clinic;
    }

    @Override
    protected Records records() {
        return clinic;
    }
}
