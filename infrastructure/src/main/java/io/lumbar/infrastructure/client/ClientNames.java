package io.lumbar.infrastructure.client;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.application.client.ClientList;
import io.lumbar.application.client.ClientSearch;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.PersonName;
import io.lumbar.domain.Personal;
import io.lumbar.infrastructure.eventstore.EventPosition;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.Readings;
import io.lumbar.infrastructure.projection.Within;

/**
 * Opens the names of the clients whom the caller may see, and compares. Names are kept in memory for as long as keys are; who is
 * found is opened anew, so that of somebody erased meanwhile nothing is told.
 */
public final class ClientNames implements ClientSearch {
    private static final int KEPT = 50_000;
    private static final Duration KEPT_FOR = Duration.ofMinutes(5);
    private static final int OPENED_TOGETHER = 1_000;

    private final Readings readings;
    private final ClientProjection clients;
    private final Identities identities;
    private final Cache<UUID, Named> names = Caffeine.newBuilder().maximumSize(KEPT).expireAfterWrite(KEPT_FOR).build();

    public ClientNames(Readings readings, ClientProjection clients, Identities identities) {
        this.readings = readings;
        this.clients = clients;
        this.identities = identities;
    }

    /** The words of a name, as they are compared, at a version of the client. */
    private record Named(long version, List<String> words) {
        boolean begins(List<String> beginnings) {
            return beginnings.stream().allMatch(each -> words.stream().anyMatch(word -> word.startsWith(each)));
        }
    }

    private record Standing(UUID id, long version) {}

    @Override
    public Page<ClientList.Entry> beginning(String words, Set<ClinicId> clinics, PageRequest page) {
        List<String> beginnings = words(words);
        return readings.read(Set.of(clients), Readings.position(page.after()), (connection, position) -> {
            List<Standing> standing = within("id, version", clinics, page).then("order by id desc").list(connection,
                    row -> new Standing(row.getObject("id", UUID.class), row.getLong("version")));
            return page(connection, position, page, found(connection, standing, beginnings, page.limit() + 1));
        });
    }

    @Override
    public Page<ClientList.Entry> exactly(PersonName name, LocalDate dateOfBirth, Set<ClinicId> clinics,
            PageRequest page) {
        return readings.read(Set.of(clients), Readings.position(page.after()), (connection, position) -> {
            List<UUID> ids = within("id", clinics, page)
                    .then("and id in (select client_id from rules.client_identity where digest = ?)",
                            identities.digest(name, dateOfBirth))
                    .list(connection, row -> row.getObject("id", UUID.class));
            return page(connection, position, page, ids);
        });
    }

    private static Query within(String columns, Set<ClinicId> clinics, PageRequest page) {
        var query = new Query("select " + columns + " from " + ClientProjection.TABLE + " where true")
                .thenUnlessEmpty("and clinic = any(?)", "uuid", clinics, ClinicId::value);
        Within.clients(query, page.scope(), "clinic", "id");
        return page.cursor() == null ? query : query.then("and id < ?", Readings.idFrom(page.cursor()));
    }

    private Page<ClientList.Entry> page(Connection connection, EventPosition position, PageRequest page, List<UUID> ids)
            throws SQLException {
        var query = new Query("select " + ClientProjection.COLUMNS + " from " + ClientProjection.TABLE
                + " where id = any(?)", Query.array("uuid", ids, id -> id));
        return Readings.page(connection, position, page, query, "id desc", clients::prepare, clients::read,
                entry -> entry.id().value().toString());
    }

    /** The first {@code most} of them. */
    private List<UUID> found(Connection connection, List<Standing> standing, List<String> beginnings, int most)
            throws SQLException {
        var found = new ArrayList<UUID>();
        for (int from = 0; from < standing.size() && found.size() < most; from += OPENED_TOGETHER) {
            List<Standing> some = standing.subList(from, Math.min(standing.size(), from + OPENED_TOGETHER));
            Map<UUID, Named> named = named(connection, some);
            some.stream().map(Standing::id).filter(id -> {
                Named name = named.get(id);
                return name != null && name.begins(beginnings);
            }).limit(most - found.size()).forEach(found::add);
        }
        return found;
    }

    private Map<UUID, Named> named(Connection connection, List<Standing> some) throws SQLException {
        var named = new HashMap<UUID, Named>();
        var unknown = new ArrayList<UUID>();
        for (Standing each : some) {
            Named name = names.getIfPresent(each.id);
            if (name != null && name.version == each.version) {
                named.put(each.id, name);
            } else {
                unknown.add(each.id);
            }
        }
        if (!unknown.isEmpty()) {
            new Query("select " + ClientProjection.COLUMNS + " from " + ClientProjection.TABLE + " where id = any(?)",
                    Query.array("uuid", unknown, id -> id)).list(connection, clients::prepare, clients::read)
                    .forEach(entry -> remember(entry, named));
        }
        return named;
    }

    private void remember(ClientList.Entry entry, Map<UUID, Named> named) {
        switch (entry.name()) {
            case Personal.Known<PersonName>(var _, PersonName known) -> {
                var name = new Named(entry.version(), words(known.full()));
                named.put(entry.id().value(), name);
                names.put(entry.id().value(), name);
            }
            case Personal.Erased<PersonName> _ -> names.invalidate(entry.id().value());
        }
    }

    private static List<String> words(String name) {
        return Arrays.stream(name.strip().split("[\\s\\-]+")).map(Identities::plain).filter(word -> !word.isEmpty())
                .toList();
    }
}
