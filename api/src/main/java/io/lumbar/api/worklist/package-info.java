/** What waits to be seen to over HTTP. */
@NullMarked
package io.lumbar.api.worklist;

import org.jspecify.annotations.NullMarked;
