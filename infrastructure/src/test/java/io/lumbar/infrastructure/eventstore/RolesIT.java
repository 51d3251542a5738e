package io.lumbar.infrastructure.eventstore;

import java.sql.SQLException;
import java.util.Arrays;

import io.lumbar.infrastructure.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The run-time role can append and read, and can change or forge nothing. */
class RolesIT {
    private static TestDatabase database;

    @BeforeAll
    static void append() throws SQLException {
        database = TestDatabase.migrated();
        Sql.append(database.dataSource(), Noted.newStream(), 0, "recorded");
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"update eventstore.event set payload = '{}'", "update eventstore.event set hash = ''",
            "delete from eventstore.event", "truncate eventstore.event",
            "insert into eventstore.event (name) values ('a.b')",
            "insert into eventstore.event (transaction_id, position) overriding system value values ('1', 1)",
            "select nextval('eventstore.event_position_seq')", "select setval('eventstore.event_position_seq', 1)",
            "insert into eventstore.epoch values (9, 1, 1)", "select eventstore.enter_epoch()",
            "select eventstore.mark_demo()", "insert into eventstore.demo default values",
            "delete from eventstore.demo",
            "update audit.personal_read set actor = 'somebody'", "delete from audit.personal_read",
            "truncate audit.personal_read", "alter table audit.personal_read disable trigger all",
            "update eventstore.epoch set timeline = 7", "insert into eventstore.stream_kind values (9, 'x')",
            "do $$ begin lock eventstore.event in exclusive mode; end $$",
            "alter table eventstore.event disable trigger all",
            "drop function eventstore.append", "create table eventstore.other ()",
            "copy eventstore.event to program 'true'", "set role lumbar_owner",
            "create temp table pg_class (relname text)"})
    void refuses(String statement) {
        assertThatThrownBy(() -> Sql.execute(database.dataSource(), statement))
                .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }

    @Test
    void nobody_else_can_connect_or_call_anything() throws SQLException {
        assertThat(Sql.value(database.ownerDataSource(),
                "select count(*) from pg_proc p, aclexplode(coalesce(proacl, acldefault('f', proowner))) a"
                        + " where pronamespace = 'eventstore'::regnamespace and a.grantee = 0"))
                .isEqualTo("0");
        assertThat(Sql.value(database.ownerDataSource(),
                "select count(*) from pg_database, aclexplode(datacl) a where datname = current_database()"
                        + " and a.grantee = 0"))
                .isEqualTo("0");
    }

    /** What runs with the owner's rights looks nothing up in a schema a caller could have put first. */
    @Test
    void functions_with_the_owner_s_rights_pin_their_search_path() throws SQLException {
        assertThat(Sql.column(database.ownerDataSource(),
                "select proname || ' ' || array_to_string(proconfig, ',') from pg_proc"
                        + " where pronamespace = 'eventstore'::regnamespace and prosecdef"))
                .containsExactly("append search_path=pg_catalog, pg_temp");
    }

    @Test
    void people_can_read_events() throws SQLException {
        assertThat(Sql.value(database.dataSource(), "select stream || ' ' || version || ' ' || name || ' ' || payload"
                + " from eventstore.readable_event"))
                .matches("care-episode:\\S{36} 0 test.noted \\{\"text\":\"recorded\"}");
    }

    @Test
    void the_kinds_of_streams_are_those_of_the_code() throws SQLException {
        assertThat(Sql.column(database.dataSource(), "select kind || ' ' || name from eventstore.stream_kind"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(StreamKind.values()).map(kind -> kind.number() + " " + kind.label()).toList());
    }
}
