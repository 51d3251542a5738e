/**
 * The person in care: registration, details and consents. Other packages see a client through {@link
 * io.lumbar.domain.client.ClientStanding} only.
 */
@NullMarked
package io.lumbar.domain.client;

import org.jspecify.annotations.NullMarked;
