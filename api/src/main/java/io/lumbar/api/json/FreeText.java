package io.lumbar.api.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text of several lines and at most 4,000 characters, such as a note. A text without this mark is one line of at
 * most 400 characters, in which line breaks and tabs are refused too.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface FreeText {
    /** The longest text, in UTF-16 units. */
    int MAX_LENGTH = 4_000;

    /** The longest text without this mark. */
    int LINE_LENGTH = 400;
}
