package io.lumbar.infrastructure.axon;

import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
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

    static DeadLetterSchema deadLetters() {
        return DeadLetterSchema.builder().deadLetterTable("axon.dead_letter")
                .deadLetterIdentifierColumn("dead_letter_id").processingGroupColumn("processing_group")
                .sequenceIdentifierColumn("sequence_identifier").sequenceIndexColumn("sequence_index")
                .messageTypeColumn("message_type").eventIdentifierColumn("event_identifier")
                .timestampColumn("recorded_at").payloadTypeColumn("payload_type")
                .payloadRevisionColumn("payload_revision").payloadColumn("payload").metaDataColumn("metadata")
                .aggregateTypeColumn("aggregate_type").aggregateIdentifierColumn("aggregate_identifier")
                .sequenceNumberColumn("sequence_number").tokenTypeColumn("token_type").tokenColumn("token")
                .enqueuedAtColumn("enqueued_at").lastTouchedColumn("last_touched")
                .processingStartedColumn("processing_started").causeTypeColumn("cause_type")
                .causeMessageColumn("cause_message").diagnosticsColumn("diagnostics").build();
    }
}
