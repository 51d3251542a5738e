/** Everything that needs a framework or a database: the event store, the Axon host, projections, exports. */
@NullMarked
package io.lumbar.infrastructure;

import org.jspecify.annotations.NullMarked;
