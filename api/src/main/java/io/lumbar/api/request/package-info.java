/**
 * What every request and answer has in common: the request's id, conditions and idempotency key on the way in, version
 * and position on the way out. Controllers declare a {@link io.lumbar.application.Request} or a
 * {@link io.lumbar.application.Position} as argument and answer through {@link io.lumbar.api.request.Answers}.
 */
@NullMarked
package io.lumbar.api.request;

import org.jspecify.annotations.NullMarked;
