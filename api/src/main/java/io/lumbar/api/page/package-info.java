/**
 * The pages of managers: a log-in, the clinic's year at a glance, and one page a report. They ask the same use cases with
 * the same {@link io.lumbar.application.Scope} as the routes of the API do. A report is put into words, charts and
 * tables by one {@link io.lumbar.api.report.ShownReport}; everything else is the same for all of them.
 */
@NullMarked
package io.lumbar.api.page;

import org.jspecify.annotations.NullMarked;
