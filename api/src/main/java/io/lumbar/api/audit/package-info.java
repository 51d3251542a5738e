/** What shows that the record is what it was. */
@NullMarked
package io.lumbar.api.audit;

import org.jspecify.annotations.NullMarked;
