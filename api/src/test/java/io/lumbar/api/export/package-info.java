/** Reports as files, read again by other readers than wrote them. */
@NullMarked
package io.lumbar.api.export;

import org.jspecify.annotations.NullMarked;
