/**
 * The course of a care episode, from intake to the last follow-up: each use case takes what was told, adds ids, the
 * present moment and what the rules must know of client and therapist, and has it decided. Beside them the list of
 * episodes.
 *
 * <p>
 * The facts are read before the decision is stored, outside its transaction. What people compete for (a therapist's and a
 * client's time, the caseload) is guarded by constraints in that transaction, and what can be taken back (a consent, a
 * therapist who leaves, a clinic that closes) by rows that it checks. A certificate that is revoked at the same moment is not
 * noticed; what is planned with it stands on the work list then.
 */
@NullMarked
package io.lumbar.application.episode;

import org.jspecify.annotations.NullMarked;
