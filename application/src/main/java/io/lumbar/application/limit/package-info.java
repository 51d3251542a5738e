/** How much may be asked for. */
@NullMarked
package io.lumbar.application.limit;

import org.jspecify.annotations.NullMarked;
