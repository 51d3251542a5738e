package io.lumbar.domain;

/** A part of the body: where it hurts (site) and where is treated (area). */
public enum Area {
    LUMBAR, BUTTOCK, HIP, LEG, THORACIC, NECK
}
