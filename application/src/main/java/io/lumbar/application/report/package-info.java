/**
 * The questions managers ask, and their answers: counts come in through a port, figures are worked out from them in
 * plain Java, and groups too small to be anonymous are withheld.
 */
@NullMarked
package io.lumbar.application.report;

import org.jspecify.annotations.NullMarked;
