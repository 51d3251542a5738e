/** The product as a process of its own, and a client that puts a known load on it over HTTP. */
@NullMarked
package io.lumbar.api.load;

import org.jspecify.annotations.NullMarked;
