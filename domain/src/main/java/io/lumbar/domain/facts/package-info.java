/**
 * What reports count: each episode as it stands, worked out from the aggregate by pure functions and free of everything
 * personal. Read by the reports' use cases; the projection keeps it as it was known at every moment.
 */
@NullMarked
package io.lumbar.domain.facts;

import org.jspecify.annotations.NullMarked;
