package io.lumbar.infrastructure.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

import io.lumbar.infrastructure.StartRefused;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedServerIT {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void make_the_cluster_where_an_earlier_start_was_killed_while_making_it() throws IOException {
        Files.createDirectories(folder.resolve("data-unfinished").resolve("base"));
        Files.createDirectories(folder.resolve("programs-unpacking").resolve("bin"));
        EmbeddedServer.start(folder, 0).close();
    }

    @Nested
    class Running {
        private static EmbeddedServer server;

        @BeforeAll
        static void start() {
            server = EmbeddedServer.start(folder, 0);
        }

        @AfterAll
        static void stop() {
            server.close();
            server.close();
            assertThat(folder.resolve("data").resolve("postmaster.pid")).doesNotExist();
        }

        @ParameterizedTest
        @CsvSource({"fsync,on", "synchronous_commit,on", "full_page_writes,on",
                "data_checksums,on", "password_encryption,scram-sha-256", "listen_addresses,127.0.0.1",
                "unix_socket_directories,''", "max_prepared_transactions,0", "log_error_verbosity,terse",
                "log_min_error_statement,panic", "log_parameter_max_length,0", "server_encoding,UTF8"})
        void keeps_data_safe_and_private(String setting, String value) throws IOException, SQLException {
            Login superuser = Passwords.read(folder.resolve("passwords")).superuser();
            assertThat(Writer.query(server, superuser, "select current_setting('" + setting + "')"))
                    .containsExactly(value);
        }

        @ParameterizedTest
        @CsvSource({".,rwx------", "data,rwx------", "logs,rwx------", "passwords,rw-------",
                "data/postgresql.conf,rw-------"})
        void opens_its_files_to_their_owner_only(String file, String rights) throws IOException {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                    .isEqualTo(rights);
        }

        @Test
        void keeps_no_password_but_in_the_password_file() throws IOException {
            List<String> passwords = Files.readAllLines(folder.resolve("passwords")).stream()
                    .map(line -> line.split("=")[1]).toList();
            assertThat(passwords).hasSize(3).doesNotHaveDuplicates().allMatch(password -> password.length() == 64);
            try (var logs = Files.list(folder.resolve("logs"))) {
                assertThat(logs).isNotEmpty().allSatisfy(log -> assertThat(log).content()
                        .doesNotContain(passwords.get(0), passwords.get(1), passwords.get(2)));
            }
            assertThat(folder.resolve("superuser-password")).doesNotExist();
            assertThat(server.owner().toString()).isEqualTo("lumbar_owner");
        }

        @ParameterizedTest
        @ValueSource(strings = {"postgres", "lumbar_owner", "lumbar_app"})
        void refuses_a_wrong_password(String user) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.url(), user, "wrong"))
                    .isInstanceOf(SQLException.class).hasMessageContaining("password authentication failed");
        }

        @Test
        void gives_the_application_a_login_that_owns_nothing() throws SQLException {
            assertThat(Writer.query(server, """
                    select format('%s %s %s %s', rolname, rolsuper, rolcreaterole, rolcreatedb)
                    from pg_roles where rolcanlogin order by 1""")).containsExactly("lumbar_app f f f",
                    "lumbar_owner f t f", "postgres t t t");
            assertThat(Writer.query(server, "select pg_get_userbyid(datdba) from pg_database where datname='lumbar'"))
                    .containsExactly("lumbar_owner");
        }

        @Test
        void is_refused_a_second_time_in_the_same_jvm() {
            assertThatThrownBy(() -> EmbeddedServer.start(folder, 0)).isInstanceOf(StartRefused.class)
                    .hasMessageContaining("Another Lumbar uses");
        }
    }

    @Nested
    class Stopped {
        @Test
        void tells_that_its_port_is_taken() throws IOException {
            try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                assertThatThrownBy(() -> EmbeddedServer.start(folder, taken.getLocalPort()))
                        .isInstanceOf(StartRefused.class).hasMessageContaining("Address already in use");
            }
            EmbeddedServer.start(folder, 0).close();
        }

        @Test
        void refuses_a_cluster_without_its_passwords() throws IOException {
            Path passwords = folder.resolve("passwords");
            Path aside = Files.move(passwords, folder.resolve("aside"));
            assertThatThrownBy(() -> EmbeddedServer.start(folder, 0)).isInstanceOf(StartRefused.class)
                    .hasMessageContaining("password");
            Files.move(aside, passwords);
        }

        @Test
        void refuses_the_cluster_of_another_postgresql() throws IOException {
            Path version = folder.resolve("data").resolve("PG_VERSION");
            String real = Files.readString(version);
            Files.writeString(version, "17\n");
            assertThatThrownBy(() -> EmbeddedServer.start(folder, 0)).isInstanceOf(StartRefused.class)
                    .hasMessageContaining("PostgreSQL 17");
            Files.writeString(version, real);
        }
    }
}
