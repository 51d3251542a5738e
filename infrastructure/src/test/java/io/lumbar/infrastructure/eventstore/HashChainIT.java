package io.lumbar.infrastructure.eventstore;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;

import io.lumbar.infrastructure.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The chain of hashes, worked out here a second time from what is stored. */
class HashChainIT {
    private final StreamId stream = Noted.newStream();
    private TestDatabase database;

    @BeforeEach
    void append() throws SQLException {
        database = TestDatabase.migrated();
        Sql.append(database.dataSource(), stream, 0, "opened", "\u00fcbernommen");
        Sql.append(database.dataSource(), stream, 2, "held");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void links_every_event_to_its_predecessor() throws Exception {
        assertThat(stored()).isEqualTo(recomputed()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"payload = '{}'", "payload = '{\"text\": \"opened\"}'", "metadata = '{\"actor\":\"eve\"}'",
            "name = 'test.other'", "revision = 2", "event_id = uuidv7()",
            "recorded_at = recorded_at + interval '1 microsecond'",
            "hash = eventstore.hash_of('', stream_kind, stream_id, version, event_id, name, revision, recorded_at,"
                    + " payload::text, metadata::text)"})
    void shows_what_was_changed_behind_its_back(String change) throws Exception {
        Sql.execute(database.superuserDataSource(), "update eventstore.event set " + change + " where version = 0");
        assertThat(stored()).isNotEqualTo(recomputed());
    }

    private List<String> stored() throws SQLException {
        return Sql.column(database.ownerDataSource(),
                "select encode(hash, 'hex') from eventstore.event order by version");
    }

    private List<String> recomputed() throws NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] previous = new byte[32];
        var hashes = new java.util.ArrayList<String>();
        for (RecordedEvent e : new EventReader(database.dataSource()::getConnection).stream(stream, 0)) {
            byte[] payload = sha256.digest(e.payload());
            byte[] metadata = sha256.digest(e.metadata());
            sha256.update(previous);
            sha256.update(payload);
            sha256.update(metadata);
            previous = sha256.digest(String.join("|", "4", stream.id().toString(), Long.toString(e.version()),
                    e.eventId().toString(), e.name(), Integer.toString(e.revision()),
                    Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, e.recordedAt()))).getBytes(UTF_8));
            hashes.add(HexFormat.of().formatHex(previous));
        }
        return hashes;
    }
}
