package io.lumbar.infrastructure.client;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;

import io.lumbar.application.client.ClientList;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Sex;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.client.ClientEvent;
import io.lumbar.domain.client.ClientEvent.ClientDetailsCorrected;
import io.lumbar.domain.client.ClientEvent.ClientRegistered;
import io.lumbar.domain.client.ClientEvent.ConsentGiven;
import io.lumbar.domain.client.ClientEvent.ConsentWithdrawn;
import io.lumbar.infrastructure.axon.NamedSerializer;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.RowPerStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/** Clients as they stand. */
public final class ClientProjection extends RowPerStream<ClientEvent, ClientList.Entry> {
    static final String TABLE = "projection.client_v1";
    static final String COLUMNS = "id, version, clinic, registered_at, sex, personal";

    private final NamedSerializer stored;
    private final ObjectMapper json;

    /** @param stored seals what is personal */
    public ClientProjection(NamedSerializer stored) {
        super("clients-v1", TABLE, COLUMNS, StreamId.Kind.CLIENT, ClientEvent.class);
        this.stored = stored;
        this.json = stored.jsonIn(TABLE);
    }

    /** The column {@code personal}. */
    record About(Personal<PersonName> name, Personal<LocalDate> dateOfBirth) {}

    @Override
    protected ClientList.Entry apply(ClientList.@Nullable Entry row, ClientEvent event, long version) {
        return switch (event) {
            case ClientRegistered e -> new ClientList.Entry(e.client(), version, e.clinic(), e.name(), e.dateOfBirth(),
                    e.sex(), e.at());
            case ClientDetailsCorrected e -> new ClientList.Entry(e.client(), version, known(row, e).clinic(), e.name(),
                    e.dateOfBirth(), e.sex(), known(row, e).registeredAt());
            case ConsentGiven _,ConsentWithdrawn _ -> atVersion(known(row, event), version);
        };
    }

    private static ClientList.Entry atVersion(ClientList.Entry row, long version) {
        return new ClientList.Entry(row.id(), version, row.clinic(), row.name(), row.dateOfBirth(), row.sex(),
                row.registeredAt());
    }

    @Override
    public void prepare(Collection<UUID> streams) {
        stored.fetch(StreamId.Kind.CLIENT, streams);
    }

    @Override
    protected ClientList.Entry read(ResultSet row) throws SQLException {
        About about = json.readValue(row.getString("personal"), About.class);
        return new ClientList.Entry(new ClientId(row.getObject("id", UUID.class)), row.getLong("version"),
                new ClinicId(row.getObject("clinic", UUID.class)), about.name(), about.dateOfBirth(),
                Sex.valueOf(row.getString("sex")), Objects.requireNonNull(Query.instant(row, "registered_at")));
    }

    @Override
    protected @Nullable Object[] values(ClientList.Entry row) {
        return new Object[]{row.id().value(), row.version(), row.clinic().value(), row.registeredAt(), row.sex(),
                json.writeValueAsString(new About(row.name(), row.dateOfBirth()))};
    }
}
