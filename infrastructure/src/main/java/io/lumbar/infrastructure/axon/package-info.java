/**
 * Everything between the application's ports and the event store: commands reach the deciders through Axon, their
 * events are named and written as JSON, and what stands is folded from them again.
 */
@NullMarked
package io.lumbar.infrastructure.axon;

import org.jspecify.annotations.NullMarked;
