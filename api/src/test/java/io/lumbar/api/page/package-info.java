/** The pages, as people use them. */
@NullMarked
package io.lumbar.api.page;

import org.jspecify.annotations.NullMarked;
