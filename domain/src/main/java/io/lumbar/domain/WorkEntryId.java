package io.lumbar.domain;

import java.util.UUID;

/** Identifies an entry of the work list. It follows from what the entry is about, so that nothing is entered twice. */
public record WorkEntryId(UUID value) implements Id {}
