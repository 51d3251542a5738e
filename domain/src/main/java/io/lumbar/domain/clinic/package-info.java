/**
 * The places of treatment: time zone, opening hours, when a silent episode lapses.
 */
@NullMarked
package io.lumbar.domain.clinic;

import org.jspecify.annotations.NullMarked;
