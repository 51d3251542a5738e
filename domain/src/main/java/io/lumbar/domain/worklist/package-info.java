/**
 * What somebody in the clinic must see to: what falls due in an episode or a therapist's record if nothing else happens,
 * and when; and what becomes of each entry.
 */
@NullMarked
package io.lumbar.domain.worklist;

import org.jspecify.annotations.NullMarked;
