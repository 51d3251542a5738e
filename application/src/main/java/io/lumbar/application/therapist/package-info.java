/**
 * The people who treat: taking them on, looking their records up, listing them with what they carry.
 */
@NullMarked
package io.lumbar.application.therapist;

import org.jspecify.annotations.NullMarked;
