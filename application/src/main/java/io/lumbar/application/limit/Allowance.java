package io.lumbar.application.limit;

import java.time.Duration;

/** How much somebody may ask for in a minute, whichever instance they ask. */
public interface Allowance {

    /**
     * Takes from what {@code who} may still ask for.
     *
     * @param who whose it is; kept nowhere in clear
     * @param perMinute how much it is in a minute, positive; as much may be asked for at once
     * @param much how much is taken, positive, at most {@code perMinute}
     * @return zero when it was taken, else how long until it can be
     */
    Duration take(String who, int perMinute, int much);
}
