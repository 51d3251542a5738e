/** Routes of the calendar. */
@NullMarked
package io.lumbar.api.calendar;

import org.jspecify.annotations.NullMarked;
