/** Histories of other systems, over HTTP. */
@NullMarked
package io.lumbar.api.imports;

import org.jspecify.annotations.NullMarked;
