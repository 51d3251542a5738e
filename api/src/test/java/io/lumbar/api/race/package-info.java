/** Two processes of the product on one database, asked for the same thing at the same moment. */
@NullMarked
package io.lumbar.api.race;

import org.jspecify.annotations.NullMarked;
