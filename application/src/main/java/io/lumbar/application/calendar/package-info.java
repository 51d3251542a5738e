/**
 * Who treats whom, when and where.
 */
@NullMarked
package io.lumbar.application.calendar;

import org.jspecify.annotations.NullMarked;
