/** A store of invented data: how it is filled, and how everybody can see that it is one. */
@NullMarked
package io.lumbar.api.demo;

import org.jspecify.annotations.NullMarked;
