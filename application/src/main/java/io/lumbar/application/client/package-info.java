/**
 * Lists of the people in care.
 */
@NullMarked
package io.lumbar.application.client;

import org.jspecify.annotations.NullMarked;
