/** Routes of the reports. */
@NullMarked
package io.lumbar.api.report;

import org.jspecify.annotations.NullMarked;
