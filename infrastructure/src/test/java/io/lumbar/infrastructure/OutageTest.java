package io.lumbar.infrastructure;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;

import io.lumbar.application.Unavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class OutageTest {

    static Stream<Exception> outages() {
        return Stream.of(new SQLException("connection lost", "08006"), new SQLException("too many clients", "53300"),
                new SQLException("shutting down", "57P01"), new SQLTransientConnectionException("pool exhausted"),
                new SQLRecoverableException("gone"));
    }

    static Stream<Exception> others() {
        return Stream.of(new SQLException("syntax error", "42601"), new SQLException("statement timeout", "57014"),
                new SQLException("without state"), new IllegalStateException("08006"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void a_database_that_does_not_answer_is_unavailable_however_deep_the_cause(Exception failure) {
        var wrapped = new IllegalStateException("outer", new RuntimeException("inner", failure));

        assertThat(Outage.or(wrapped)).isInstanceOf(Unavailable.class).hasCause(wrapped);
    }

    @ParameterizedTest
    @MethodSource("others")
    void any_other_failure_stays_what_it_is(Exception failure) {
        var wrapped = new IllegalStateException("outer", failure);

        assertThat(Outage.or(wrapped)).isSameAs(wrapped);
    }

    @Test
    void what_is_unavailable_already_is_told_once() {
        var told = new Unavailable(new SQLException("connection lost", "08006"));

        assertThat(Outage.or(told)).isSameAs(told);
    }
}
