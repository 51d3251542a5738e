package io.lumbar.infrastructure.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.lumbar.application.PageRequest;
import io.lumbar.application.Position;
import io.lumbar.application.Scope;
import io.lumbar.application.client.ClientList;
import io.lumbar.application.privacy.Vault;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Subject;
import io.lumbar.domain.client.ClientEvent.ClientRegistered;
import io.lumbar.infrastructure.TestDatabase;
import io.lumbar.infrastructure.axon.NamedSerializer;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.client.ClientProjection;
import io.lumbar.infrastructure.client.ProjectedClientList;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import io.lumbar.infrastructure.privacy.JdbcVault;
import io.lumbar.infrastructure.privacy.TestKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** However many people a list or a batch is about, their keys are asked for in one statement; and only where they are needed. */
class KeysFetchedTogetherIT {
    private static final Instant AT = Instant.parse("2026-03-02T09:30:00Z");
    private static final int CLIENTS = 60;

    private final TestDatabase database = TestDatabase.migrated();
    private final HikariDataSource pool = database.newVaultPool();
    private final Counting counting = new Counting();

    @AfterEach
    void drop() {
        pool.close();
        database.close();
    }

    /** Counts the statements that the vault asks, each of which takes a connection. */
    private final class Counting extends DelegatingDataSource {
        private final AtomicInteger asked = new AtomicInteger();

        Counting() {
            super(pool);
        }

        @Override
        public Connection getConnection() throws SQLException {
            asked.incrementAndGet();
            return super.getConnection();
        }
    }

    /** A vault that knows no keys yet. */
    private Vault vault() {
        var vault = JdbcVault.open(counting, TestKeys.MASTER);
        counting.asked.set(0);
        return vault;
    }

    private static ClientRegistered registered(int n) {
        var id = new ClientId(new UUID(7, n));
        var subject = Subject.of(id);
        return new ClientRegistered(id, Histories.clinic(0), Personal.of(subject, new PersonName("Ada", "Vos " + n)),
                Personal.of(subject, LocalDate.of(1984, 2, 29)), Sex.FEMALE, null, AT, null);
    }

    /** Of the one database; nothing of it is to be closed but that. */
    private World world(NamedSerializer serializer, Projection... projections) {
        return new World(database, serializer, projections);
    }

    @Test
    void of_a_batch_that_is_projected_and_of_a_page_that_is_listed() {
        World writing = world(new NamedSerializer(vault()));
        IntStream.range(0, CLIENTS).forEach(n -> writing.append(List.of(registered(n))));

        var live = new NamedSerializer(vault());
        var followed = new ClientProjection(live);
        World following = world(live, followed);
        try (var _ = following.start()) {
            assertThat(list(following, followed, new Position(following.reader.head().toString()))).hasSize(CLIENTS);
        }
        assertThat(following.parked().list(10)).isEmpty();
        assertThat(counting.asked.get()).isBetween(1, 3); // a batch may be cut anywhere

        var anew = new NamedSerializer(vault());
        World rebuilding = world(anew, new ClientProjection(anew));
        rebuilding.rebuildAll();
        assertThat(counting.asked).hasValue(1);

        var reading = new NamedSerializer(vault());
        var listed = new ClientProjection(reading);
        World listing = world(reading, listed);
        for (int time = 0; time < 2; time++) {
            assertThat(list(listing, listed, null)).hasSize(CLIENTS).last().satisfies(
                    first -> assertThat(first.name()).isEqualTo(registered(0).name()));
            assertThat(counting.asked).hasValue(1);
        }
    }

    private static List<ClientList.Entry> list(World world, ClientProjection clients, @Nullable Position after) {
        return new ProjectedClientList(world.readings, clients)
                .find(Set.of(), new PageRequest(200, null, after, Scope.EVERYTHING)).items();
    }

    @Test
    void of_episodes_none_are_needed() {
        World writing = world(new NamedSerializer(vault()));
        Histories.of(13, 40).forEach(writing::append);
        assertThat(counting.asked.get()).isPositive(); // somebody's words are in some of them

        var episodes = new EpisodeProjection(new StoredEvents()::event);
        World following = world(new NamedSerializer(vault()), episodes);
        try (var _ = following.start()) {
            following.readings.read(Set.of(episodes), following.reader.head(), (_, _) -> true);
        }
        assertThat(following.parked().list(10)).isEmpty();
        List<String> rows = Told.rows(database.dataSource(), episodes);
        following.rebuildAll();
        assertThat(Told.rows(database.dataSource(), episodes)).isEqualTo(rows).isNotEmpty();
        assertThat(counting.asked).hasValue(0);
    }
}
