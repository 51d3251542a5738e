/** The life cycles of a care episode, told day by day as the clinic's handbook tells them. */
@NullMarked
package io.lumbar.api.story;

import org.jspecify.annotations.NullMarked;
