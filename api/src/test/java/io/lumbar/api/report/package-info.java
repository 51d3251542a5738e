/** Reports, asked over HTTP. */
@NullMarked
package io.lumbar.api.report;

import org.jspecify.annotations.NullMarked;
