/**
 * How the clinic's work reaches the domain: commands go out through {@link io.lumbar.application.Decisions}, what
 * stands now comes back through {@link io.lumbar.application.Records}. The use cases live in the packages of the
 * clinic words.
 */
@NullMarked
package io.lumbar.application;

import org.jspecify.annotations.NullMarked;
