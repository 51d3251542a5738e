/**
 * Who may call: the authorization server that gives out access tokens, the check of a token on every request, and the
 * roles that a caller has. Everything is denied that is not allowed here.
 */
@NullMarked
package io.lumbar.api.access;

import org.jspecify.annotations.NullMarked;
