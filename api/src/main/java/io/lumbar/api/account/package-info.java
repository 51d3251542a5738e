/**
 * Accounts over HTTP.
 */
@NullMarked
package io.lumbar.api.account;

import org.jspecify.annotations.NullMarked;
