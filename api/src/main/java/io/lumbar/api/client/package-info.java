/** Routes of the people in care. */
@NullMarked
package io.lumbar.api.client;

import org.jspecify.annotations.NullMarked;
