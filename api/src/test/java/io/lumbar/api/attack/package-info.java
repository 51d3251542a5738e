/** What somebody tries who wants to break in, break it, or learn what is not theirs. */
@NullMarked
package io.lumbar.api.attack;

import org.jspecify.annotations.NullMarked;
