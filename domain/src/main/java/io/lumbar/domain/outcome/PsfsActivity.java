package io.lumbar.domain.outcome;

import java.util.Locale;

import io.lumbar.domain.Personal;

/**
 * One activity of the {@linkplain Instrument#PSFS patient-specific scale} and how well the person can do it.
 *
 * @param number 1 or more: stands for the activity throughout an episode, also after its name is erased
 * @param name what the person called it; free text and so personal
 * @param score whole 0, unable, to 10, as before the pain
 */
public record PsfsActivity(int number, Personal<String> name, int score) {

    public PsfsActivity {
        if (number < 1) {
            throw new IllegalArgumentException("number must be 1 or more");
        }
        if (score < 0 || score > 10) {
            throw new IllegalArgumentException("activities score must be between 0 and 10");
        }
        if (name instanceof Personal.Known<String>(var _, String text) && text.isBlank()) {
            throw new IllegalArgumentException("activities name must not be blank");
        }
    }

    /** Whether both names are known and the same but for case and spacing. */
    boolean isNamedLike(PsfsActivity other) {
        return name instanceof Personal.Known<String>(var _, String mine)
                && other.name instanceof Personal.Known<String>(var _, String theirs)
                && plain(mine).equals(plain(theirs));
    }

    PsfsActivity numbered(int newNumber) {
        return new PsfsActivity(newNumber, name, score);
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
