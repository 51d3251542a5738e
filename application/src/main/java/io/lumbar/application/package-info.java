/** The use cases, one class per clinic word, with the ports and policies they need. */
@NullMarked
package io.lumbar.application;

import org.jspecify.annotations.NullMarked;
