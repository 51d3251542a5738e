/**
 * Lists of the places of treatment.
 */
@NullMarked
package io.lumbar.application.clinic;

import org.jspecify.annotations.NullMarked;
