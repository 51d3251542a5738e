/**
 * Who works with the system, in which roles and at which clinics.
 */
@NullMarked
package io.lumbar.domain.account;

import org.jspecify.annotations.NullMarked;
