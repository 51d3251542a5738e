/**
 * The rows that keep rules across aggregates, as a whole: written with the events, made anew from them, and compared with
 * what follows from them. An operator does the latter two by commands of the start script.
 */
@NullMarked
package io.lumbar.infrastructure.rules;

import org.jspecify.annotations.NullMarked;
