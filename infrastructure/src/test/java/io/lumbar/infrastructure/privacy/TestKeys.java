package io.lumbar.infrastructure.privacy;

import java.nio.file.Path;

/** Master keys that tests may know. */
public final class TestKeys {
    public static final String FIRST = "5f".repeat(32);
    public static final String SECOND = "a7".repeat(32);

    /** The one of most tests. */
    public static final MasterKeys MASTER = of(FIRST);

    private TestKeys() {}

    /** Of these, given as in the variable. */
    public static MasterKeys of(String given) {
        return MasterKeys.of(given, Path.of("unused"), () -> true);
    }
}
