/**
 * The places of treatment: opening them, looking them up, listing them.
 */
@NullMarked
package io.lumbar.application.clinic;

import org.jspecify.annotations.NullMarked;
