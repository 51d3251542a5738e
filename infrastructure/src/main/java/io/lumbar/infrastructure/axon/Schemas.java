package io.lumbar.infrastructure.axon;

import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;

/** Axon's names for the tables of the schema {@code axon}, as the migration created them. */
public final class Schemas {
    private Schemas() {}

    /** Where the processors stand. */
    public static TokenSchema tokens() {
        return TokenSchema.builder().setTokenTable("axon.token").setProcessorNameColumn("processor_name")
                .setSegmentColumn("segment").setTokenColumn("token").setTokenTypeColumn("token_type")
                .setTimestampColumn("claimed_at").setOwnerColumn("owner").build();
    }
}
