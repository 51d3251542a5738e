/** When sessions take place: the rows that keep anybody from being double-booked, and the calendar read from the episodes. */
@NullMarked
package io.lumbar.infrastructure.calendar;

import org.jspecify.annotations.NullMarked;
