/** Routes of the care episodes: from intake to the last follow-up, what stands of them, and what waits to be done. */
@NullMarked
package io.lumbar.api.episode;

import org.jspecify.annotations.NullMarked;
