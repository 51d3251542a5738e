/**
 * How events become tables: batches are applied to {@link io.lumbar.infrastructure.projection.Projection}s by Axon's
 * processors, events that cannot be applied are parked without holding up other streams, everything can be rebuilt, and
 * readers learn how far the tables have come. The tables themselves belong to the packages of the clinic words.
 */
@NullMarked
package io.lumbar.infrastructure.projection;

import org.jspecify.annotations.NullMarked;
