package io.lumbar.api.request;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.lumbar.domain.AccountId;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Id;
import io.lumbar.domain.Subject;
import io.lumbar.domain.TherapistId;
import org.jspecify.annotations.Nullable;

/**
 * Tells from an answer itself whom it is about: a record that names a client is about that client, or else it may be about an
 * account or a therapist. So an answer that a route will give one day is noted without anybody having thought of it.
 */
final class AnswerShape {
    /** Of every record: nothing is learned about anybody. */
    private static final Set<String> OF_THE_RECORD = Set.of("version", "erased");

    private static final ClassValue<AnswerShape> SHAPES = new ClassValue<>() {
        @Override
        protected AnswerShape computeValue(Class<?> type) {
            return new AnswerShape(Arrays.stream(type.getRecordComponents()).map(Part::of).toList());
        }
    };

    private final List<Part> parts;

    private AnswerShape(List<Part> parts) {
        this.parts = parts;
    }

    private record Part(String name, Class<?> type, Method reader) {
        static Part of(RecordComponent component) {
            Method reader = component.getAccessor();
            reader.setAccessible(true);
            return new Part(component.getName(), component.getType(), reader);
        }

        @Nullable
        Object of(Object whole) {
            try {
                return reader.invoke(whole);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(reader + " cannot be read", e);
            }
        }
    }

    /** Notes everybody whom {@code answer} names, and what it shows of them. */
    static void note(@Nullable Object answer, ReadNotes notes) {
        switch (answer) {
            case Record record -> SHAPES.get(record.getClass()).noteOf(record, notes);
            case Collection<?> several -> several.forEach(each -> note(each, notes));
            case Map<?, ?> several -> several.values().forEach(each -> note(each, notes));
            case null, default -> {}
        }
    }

    /** What {@code view} shows, by the names of its fields; of a list what its items show. */
    static Set<String> fields(Object view) {
        var fields = new TreeSet<String>();
        switch (view) {
            case Listing<?> list -> list.items().forEach(each -> fields.addAll(fields(each)));
            case Record record -> SHAPES.get(record.getClass()).parts.stream()
                    .filter(part -> shows(part, part.of(record))).map(Part::name).forEach(fields::add);
            default -> throw new IllegalArgumentException(view.getClass() + " is no answer");
        }
        return fields;
    }

    private void noteOf(Record record, ReadNotes notes) {
        Subject subject = subject(record);
        if (subject != null) {
            notes.add(subject, fields(record));
        } else {
            parts.forEach(part -> note(part.of(record), notes));
        }
    }

    private @Nullable Subject subject(Record record) {
        if (first(ClientId.class, record) instanceof ClientId client) {
            return Subject.of(client);
        }
        if (first(EpisodeId.class, record) != null) {
            throw new IllegalStateException(record.getClass() + " names an episode and not whose it is");
        }
        if (first(AccountId.class, record) instanceof AccountId account) {
            return Subject.of(account);
        }
        return first(TherapistId.class, record) instanceof TherapistId therapist ? Subject.of(therapist) : null;
    }

    private @Nullable Object first(Class<? extends Id> type, Record record) {
        for (Part part : parts) {
            if (part.type == type && part.of(record) instanceof Id id) {
                return id;
            }
        }
        return null;
    }

    private static boolean shows(Part part, @Nullable Object value) {
        return !(Id.class.isAssignableFrom(part.type) || OF_THE_RECORD.contains(part.name) || value == null
                || (value instanceof Collection<?> several && several.isEmpty()));
    }
}
