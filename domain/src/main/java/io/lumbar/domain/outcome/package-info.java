/**
 * How a person fares, in numbers: instruments and their scoring, the response rules, and the statistics that reports
 * are made of. Called by the episode's rules when a measurement is recorded and by reports over counted rows; pure
 * functions of what they are given, in exact integer arithmetic up to the last division.
 */
@NullMarked
package io.lumbar.domain.outcome;

import org.jspecify.annotations.NullMarked;
