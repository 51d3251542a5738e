/** The table that follows from the clients' events, and the list read from it. */
@NullMarked
package io.lumbar.infrastructure.client;

import org.jspecify.annotations.NullMarked;
