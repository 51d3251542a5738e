package io.lumbar.infrastructure.rules;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A second set of the tables of the schema {@code rules}, empty and without constraints but the primary keys: what was
 * recorded was let in, whatever order it is read in. The statements that write the rows are sent here unchanged but for
 * the name of the schema, so that rows are made in one way only.
 */
final class Shadow {
    /** By which the key of the client index is known again: it does not follow from events. */
    static final Set<String> NOT_OF_EVENTS = Set.of("client_identity_key");

    private static final String SCHEMA = "rules_anew";
    private static final Pattern STORED = Pattern.compile("\\brules\\.");
    private static final int TOLD = 100;

    private final Connection connection;
    private final List<Table> tables;

    /**
     * @param key columns of the primary key
     * @param columns all
     * @param written those that are not generated
     */
    private record Table(String name, List<String> key, List<String> columns, List<String> written) {
        String stored() {
            return "rules." + name;
        }

        String anew() {
            return SCHEMA + "." + name;
        }

        String equal() {
            return String.join(" and ", key.stream().map(column -> "s." + column + " = e." + column).toList());
        }

        /** Both rows, column by column. */
        String same(String comparison) {
            return "(" + of("s", columns) + ") " + comparison + " (" + of("e", columns) + ")";
        }

        static String of(String row, List<String> columns) {
            return String.join(", ", columns.stream().map(column -> row + "." + column).toList());
        }
    }

    private Shadow(Connection connection, List<Table> tables) {
        this.connection = connection;
        this.tables = tables;
    }

    /** Makes the tables, in place of those that an earlier run left behind. */
    static Shadow create(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("drop schema if exists " + SCHEMA + " cascade");
            statement.execute("create schema " + SCHEMA);
            var shadow = new Shadow(owner, tables(statement));
            for (Table table : shadow.tables) {
                // Unlogged: what is lost in a crash is made anew.
                statement.execute("create unlogged table %s (like %s including defaults including generated)"
                        .formatted(table.anew(), table.stored()));
            }
            for (String index : indexes(statement)) {
                statement.execute(STORED.matcher(index).replaceFirst(SCHEMA + "."));
            }
            return shadow;
        }
    }

    void drop() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists " + SCHEMA + " cascade");
        }
    }

    private static List<Table> tables(Statement statement) throws SQLException {
        var tables = new ArrayList<Table>();
        try (ResultSet row = statement.executeQuery("""
                select c.relname, array(select quote_ident(a.attname) from pg_attribute a
                                        where a.attrelid = c.oid and a.attnum = any(i.indkey) order by a.attnum),
                       array(select quote_ident(a.attname) from pg_attribute a
                             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum),
                       array(select quote_ident(a.attname) from pg_attribute a
                             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                             order by a.attnum)
                from pg_class c left join pg_index i on i.indrelid = c.oid and i.indisprimary
                where c.relnamespace = 'rules'::regnamespace and c.relkind = 'r' order by c.relname""")) {
            while (row.next()) {
                if (!NOT_OF_EVENTS.contains(row.getString(1))) {
                    tables.add(new Table(row.getString(1), names(row, 2), names(row, 3), names(row, 4)));
                }
            }
        }
        return tables;
    }

    private static List<String> names(ResultSet row, int column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    /** Of primary keys, which the writers rely on, and those that only make finding rows fast. */
    private static List<String> indexes(Statement statement) throws SQLException {
        var indexes = new ArrayList<String>();
        try (ResultSet row = statement.executeQuery("""
                select pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indrelid
                where c.relnamespace = 'rules'::regnamespace and c.relkind = 'r'
                  and not c.relname = any('{%s}') and (i.indisprimary or not (i.indisunique or i.indisexclusion))"""
                .formatted(String.join(",", NOT_OF_EVENTS)))) {
            while (row.next()) {
                indexes.add(row.getString(1));
            }
        }
        return indexes;
    }

    /** The owner's connection, as those see it who mean to write to {@code rules}. */
    Connection writing() {
        return (Connection) Proxy.newProxyInstance(Shadow.class.getClassLoader(), new Class<?>[]{Connection.class},
                (_, method, arguments) -> {
                    if (method.getName().equals("createStatement") || method.getName().equals("prepareCall")) {
                        throw new UnsupportedOperationException("rows are written by prepared statements");
                    }
                    if (method.getName().equals("prepareStatement")) {
                        arguments[0] = STORED.matcher((String) arguments[0]).replaceAll(SCHEMA + ".");
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Tells what differs; both sides as the running transaction sees them. */
    Comparison compare(long events) throws SQLException {
        var rows = new TreeMap<String, Long>();
        var differences = new ArrayList<Difference>();
        try (Statement statement = connection.createStatement()) {
            for (Table table : tables) {
                rows.put(table.name, 0L);
                try (ResultSet row = statement.executeQuery(differing(table))) {
                    while (row.next()) {
                        rows.put(table.name, row.getLong(1));
                        differences.add(new Difference(table.name, row.getString(2), row.getString(3),
                                row.getString(4)));
                    }
                }
            }
        }
        return new Comparison(events, rows, differences);
    }

    private static String differing(Table table) {
        return """
                select count(*) over (), concat_ws(',', %1$s), %2$s, %3$s
                from %4$s s full join %5$s e on %6$s where %7$s order by %1$s limit %8$d""".formatted(
                String.join(", ", table.key.stream().map("coalesce(s.%1$s, e.%1$s)"::formatted).toList()),
                apart("s", "e", table), apart("e", "s", table), table.stored(), table.anew(), table.equal(),
                table.same("is distinct from"), TOLD);
    }

    /** The columns of {@code row} that are otherwise in the other one; null where there is no such row. */
    private static String apart(String row, String other, Table table) {
        return """
                (select jsonb_object_agg(c.key, c.value) from jsonb_each(to_jsonb(%1$s)) c
                 where %1$s.%3$s is not null and to_jsonb(%2$s) -> c.key is distinct from c.value)"""
                .formatted(row, other, table.key.getFirst());
    }

    /** Makes what is stored the same. Constraints between tables are looked at when the transaction ends. */
    void takeOver() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set constraints all deferred");
            for (Table table : tables) {
                statement.execute("delete from %s s where not exists (select from %s e where %s and %s)".formatted(
                        table.stored(), table.anew(), table.equal(), table.same("is not distinct from")));
            }
            for (Table table : tables) {
                statement.execute("insert into %s (%s) select %s from %s e where not exists (select from %s s where %s)"
                        .formatted(table.stored(), String.join(", ", table.written), Table.of("e", table.written),
                                table.anew(), table.stored(), table.equal()));
            }
        }
    }
}
