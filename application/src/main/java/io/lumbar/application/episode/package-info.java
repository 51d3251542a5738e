/**
 * Lists of care episodes, and what waits to be done about them.
 */
@NullMarked
package io.lumbar.application.episode;

import org.jspecify.annotations.NullMarked;
