/**
 * What keeps personal data to those who may read it: each person's keys, and the key that they are kept under. Whatever stores
 * personal data seals it here.
 */
@NullMarked
package io.lumbar.application.privacy;

import org.jspecify.annotations.NullMarked;
