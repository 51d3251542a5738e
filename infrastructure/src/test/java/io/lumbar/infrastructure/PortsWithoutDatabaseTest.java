package io.lumbar.infrastructure;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.lumbar.application.Unavailable;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.TherapistId;
import io.lumbar.infrastructure.calendar.StoredBookedTimes;
import io.lumbar.infrastructure.client.ClientStandings;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PortsWithoutDatabaseTest {

    static Stream<ThrowingCallable> questions() {
        var nowhere = new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/nowhere?loginTimeout=2");
        var standings = new ClientStandings(JdbcClient.create(nowhere));
        var booked = new StoredBookedTimes(nowhere);
        var somebody = new UUID(1, 1);
        return Stream.of(() -> standings.of(new ClientId(somebody)), () -> standings.bookedWithoutConsent(3),
                () -> booked.lastStart(new TherapistId(somebody)),
                () -> booked.clashing(new TherapistId(somebody), List.of()));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void a_port_whose_database_is_gone_is_unavailable(ThrowingCallable question) {
        assertThatThrownBy(question).isInstanceOf(Unavailable.class);
    }
}
