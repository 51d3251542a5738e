package io.lumbar.api.export;

/** What lies between the axes of a drawing. */
record Plane(double left, double top, double right, double bottom) {

    /** Where a number on the level axis lies. */
    double x(Axis across, double number) {
        return left + across.along(number) * (right - left);
    }

    /** Where a number on the upright axis lies. */
    double y(Axis up, double number) {
        return bottom - up.along(number) * (bottom - top);
    }

    /** Draws both axes. */
    void frame(Pen pen) {
        pen.rule(left, bottom, right, bottom, Pen.INK);
        pen.rule(left, top, left, bottom, Pen.INK);
    }
}
