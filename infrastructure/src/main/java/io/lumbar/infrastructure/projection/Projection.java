package io.lumbar.infrastructure.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.lumbar.domain.StreamId;

/**
 * Tables that follow from the events. Writes whole batches at once, and never depends on how the events were cut into
 * batches, nor on the order of different streams, nor on whether an event comes again.
 */
public interface Projection {

    /** Name and version, such as {@code episodes-v2}: under it the position is kept. Never used again for others. */
    String name();

    /** Of which kind the streams are that it follows; it is told of no others. */
    StreamId.Kind follows();

    /** The tables it writes, with their schema. */
    List<String> tables();

    /** All tables of {@code projections}, in the order in which who needs several of them locks them. */
    static List<String> tablesOf(Collection<? extends Projection> projections) {
        return projections.stream().flatMap(each -> each.tables().stream()).distinct().sorted().toList();
    }

    /** Has at hand, fetched together, what it takes to read and write what is personal in these streams. */
    default void prepare(Collection<UUID> streams) {}

    /**
     * Applies events within the caller's transaction. The events of one stream come in their order; what was
     * applied before is passed over.
     */
    void project(Connection transaction, List<Occurrence> events) throws SQLException;

    /**
     * The same for one thread that alone writes the tables and throws it away when a transaction fails: it may remember
     * what it wrote.
     */
    default Projection alone() {
        return this;
    }
}
