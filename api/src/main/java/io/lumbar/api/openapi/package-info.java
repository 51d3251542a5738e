/** The description of the API that is served with it, made from the controllers and their records. */
@NullMarked
package io.lumbar.api.openapi;

import org.jspecify.annotations.NullMarked;
