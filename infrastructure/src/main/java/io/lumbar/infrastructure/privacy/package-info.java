/** The vault: people's keys, wrapped by the master key, in a schema of their own that only the vault's connections reach. */
@NullMarked
package io.lumbar.infrastructure.privacy;

import org.jspecify.annotations.NullMarked;
