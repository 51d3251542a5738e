/**
 * The statistics that reports are made of: curves of sessions to response, tests between groups, intervals and
 * distributions. Called by reports over counted rows; pure functions of counts, never of people, whose cost goes by the
 * number of different values. What is undefined is null, never NaN or infinite. Intervals are of 95 percent unless
 * they say otherwise.
 */
@NullMarked
package io.lumbar.domain.outcome.statistics;

import org.jspecify.annotations.NullMarked;
