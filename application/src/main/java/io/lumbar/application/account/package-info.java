/**
 * The people who work with the system: giving them accounts, changing what they may do, taking accounts away.
 */
@NullMarked
package io.lumbar.application.account;

import org.jspecify.annotations.NullMarked;
