package io.lumbar.domain;

/**
 * A person's name.
 *
 * @param given given name or names, 1 to 100 characters
 * @param family family name, 1 to 100 characters
 */
public record PersonName(String given, String family) {

    /** As written on a letter: given name first. */
    public String full() {
        return given + " " + family;
    }
}
