/**
 * How a person fares, in numbers: instruments and their scoring, and the response rules. Called by the episode's rules
 * when a measurement is recorded; pure functions of what they are given, in exact integer arithmetic up to the last
 * division.
 */
@NullMarked
package io.lumbar.domain.outcome;

import org.jspecify.annotations.NullMarked;
