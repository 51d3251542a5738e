/** What an operator asks for by words after the program's name. */
@NullMarked
package io.lumbar.infrastructure.operator;

import org.jspecify.annotations.NullMarked;
