package io.lumbar.domain.therapist;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.WeeklyHours;

/** When a therapist works at a clinic every week, in that clinic's time zone. */
public record WorkingHours(ClinicId clinic, WeeklyHours hours) {}
