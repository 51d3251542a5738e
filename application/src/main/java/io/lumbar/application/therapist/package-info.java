/**
 * Lists of the people who treat, with what they carry.
 */
@NullMarked
package io.lumbar.application.therapist;

import org.jspecify.annotations.NullMarked;
