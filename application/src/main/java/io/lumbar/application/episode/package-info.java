/**
 * The course of a care episode, from intake to the last follow-up: each use case takes what was told, adds ids, the
 * present moment and what the rules must know of client and therapist, and has it decided. Beside them the list of
 * episodes.
 *
 * <p>
 * The facts are read before the decision is stored, outside its transaction. That is safe as long as a fact which allows
 * something stays true: consents, clinics and qualifications are only ever added, and what people compete for (a
 * therapist's and a client's time, the caseload) is guarded by constraints in the transaction itself. A fact that can be
 * taken back needs a row that the storing transaction checks.
 */
@NullMarked
package io.lumbar.application.episode;

import org.jspecify.annotations.NullMarked;
