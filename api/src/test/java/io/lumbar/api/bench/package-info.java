/** Benchmarks: each prints our figure, the limit measured in the same run, and their ratio. See docs/benchmarks.md. */
@NullMarked
package io.lumbar.api.bench;

import org.jspecify.annotations.NullMarked;
