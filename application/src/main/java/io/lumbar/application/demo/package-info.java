/**
 * An invented history of three clinics, for whoever wants to see the product with data in it. The same seed tells the same
 * history; it goes the way of an import.
 */
@NullMarked
package io.lumbar.application.demo;

import org.jspecify.annotations.NullMarked;
