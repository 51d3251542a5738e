/**
 * What every room of the clinic shares: the decider, ids, personal data, the massage vocabulary and the typed
 * refusals. Called by the packages of the clinic words; depends on nothing but {@code java.*}.
 */
@NullMarked
package io.lumbar.domain;

import org.jspecify.annotations.NullMarked;
