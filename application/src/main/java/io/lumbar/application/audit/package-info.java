/** What shows that the record is what it was. */
@NullMarked
package io.lumbar.application.audit;

import org.jspecify.annotations.NullMarked;
