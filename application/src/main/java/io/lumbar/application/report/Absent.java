package io.lumbar.application.report;

/** Stands where an episode has no value, such as the style before the first held session. */
enum Absent {
    ABSENT
}
