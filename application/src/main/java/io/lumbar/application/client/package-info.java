/**
 * The people in care: taking them in, looking their records up, listing them.
 */
@NullMarked
package io.lumbar.application.client;

import org.jspecify.annotations.NullMarked;
