/** Breaks the rules of the architecture on purpose, so that a test can see each rule bite. */
@NullMarked
package io.lumbar.domain.plantedother;

import org.jspecify.annotations.NullMarked;
