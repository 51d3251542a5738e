package io.lumbar.application.report;

import java.time.YearMonth;

/** From the first to the last of the months that must all be asked about for something to count. */
record Stretch(YearMonth first, YearMonth last) {}
