package io.lumbar.api.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Numbers along a line.
 *
 * @param low number at its beginning
 * @param high number at its end; more than {@code low}
 * @param step between those that are written beside it
 */
record Axis(double low, double high, double step, boolean percent) {

    private static final int ABOUT_STEPS = 5;
    private static final int PERCENT = 100;
    private static final double FIFTH = 0.2;
    private static final double[] SHARE_STEPS = {0.01, 0.02, 0.05, 0.1};

    /** A share of 0 to 1. */
    static final Axis SHARES = new Axis(0, 1, FIFTH, true);

    /** Shares of which none is more than {@code highest}: up to all of them where that is more than a half. */
    static Axis shares(double highest) {
        for (double step : SHARE_STEPS) {
            if (highest <= ABOUT_STEPS * step) {
                return new Axis(0, Math.max(1, Math.ceil(highest / step)) * step, step, true);
            }
        }
        return SHARES;
    }

    /** From 0, or less where there is less, to a round number that is not less than any of {@code numbers}. */
    static Axis through(DoubleStream numbers) {
        double[] all = DoubleStream.concat(DoubleStream.of(0), numbers).toArray();
        double low = DoubleStream.of(all).min().orElse(0);
        double high = DoubleStream.of(all).max().orElse(1);
        double step = round((high - low) / ABOUT_STEPS);
        return new Axis(Math.floor(low / step) * step, Math.max(Math.ceil(high / step), Math.floor(low / step) + 1)
                * step, step, false);
    }

    /** From {@code low} to {@code high} exactly, in whole steps. */
    static Axis between(double low, double high) {
        double end = Math.max(high, low + 1);
        return new Axis(low, end, round((end - low) / (ABOUT_STEPS * 2)), false);
    }

    /** 1, 2 or 5 times a power of ten, 1 at least. */
    private static double round(double step) {
        double power = 1;
        while (power * 10 <= step) {
            power *= 10;
        }
        for (int times : new int[]{1, 2, 5}) {
            if (times * power >= step) {
                return times * power;
            }
        }
        return 10 * power;
    }

    /** The numbers that are written beside it. */
    List<Double> steps() {
        var steps = new ArrayList<Double>();
        for (long n = (long) Math.ceil(low / step - FIFTH / PERCENT); n * step <= high + step / PERCENT; n++) {
            steps.add(n * step);
        }
        return steps;
    }

    /** How far along the line a number is: 0 at the beginning, 1 at the end; beyond, it stays there. */
    double along(double number) {
        return Math.clamp((number - low) / (high - low), 0, 1);
    }

    /** A number as it is written beside it. */
    String written(double number) {
        return percent
                ? Math.round(number * PERCENT) + " %"
                : String.format(Locale.ENGLISH, "%,.1f", number).replaceFirst("\\.0$", "");
    }
}
