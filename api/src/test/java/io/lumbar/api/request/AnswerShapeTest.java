package io.lumbar.api.request;

import java.util.List;
import java.util.UUID;

import io.lumbar.domain.ClientId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.SessionId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class AnswerShapeTest {
    private static final UUID ID = new UUID(1, 2);

    private record Answer(List<Item> items, @Nullable String nextCursor) {}

    private record Item(SessionId id, long version, ClientId clientId, List<String> signs, @Nullable String note) {}

    private record Unnamed(EpisodeId episodeId, int painBefore) {}

    @BeforeEach
    void answerARequest() {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
    }

    @AfterEach
    void answered() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void whoever_is_named_in_an_answer_is_noted_with_what_is_there_of_them() {
        AnswerShape.note(new Answer(List.of(item(List.of(), null)), null), ReadNotes.current());
        assertThat(ReadNotes.current().isAboutSomeClient()).isTrue();

        assertThat(AnswerShape.fields(item(List.of("S1"), null))).containsExactly("signs");
        assertThat(AnswerShape.fields(item(List.of(), "sleeps badly"))).containsExactly("note");
    }

    private static Item item(List<String> signs, @Nullable String note) {
        return new Item(new SessionId(ID), 3, new ClientId(ID), signs, note);
    }

    @Test
    void what_names_an_episode_and_not_whose_it_is_cannot_be_answered() {
        assertThatIllegalStateException()
                .isThrownBy(() -> AnswerShape.note(new Unnamed(new EpisodeId(ID), 4), ReadNotes.current()))
                .withMessageContaining("whose");
    }

    @Test
    void nobody_is_noted_of_an_answer_without_people() {
        AnswerShape.note(new Answer(List.of(), "more"), ReadNotes.current());

        assertThat(ReadNotes.current().isAboutSomeClient()).isFalse();
    }
}
