package io.lumbar.domain.episode;

/**
 * An age at which a sign of serious disease weighs more.
 *
 * @param under ages below this many completed years; 0 for none
 * @param over ages above this many completed years
 */
public record AgeSign(int under, int over) {

    /** Whether the sign is present at {@code years}, in completed years. */
    public boolean isPresentAt(int years) {
        return years < under || years > over;
    }
}
