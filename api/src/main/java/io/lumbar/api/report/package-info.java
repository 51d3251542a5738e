/**
 * The reports: their routes, and what people see of them. One {@link io.lumbar.api.report.ShownReport} puts a report's
 * answer into words, charts and tables; pages and exports are made of these, so that they say the same.
 */
@NullMarked
package io.lumbar.api.report;

import org.jspecify.annotations.NullMarked;
