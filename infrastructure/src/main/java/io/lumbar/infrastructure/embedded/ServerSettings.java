package io.lumbar.infrastructure.embedded;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;

/**
 * What postgresql.conf and pg_hba.conf say. Both are written anew at each start, so that a new release brings its own
 * settings; {@code alter system} (postgresql.auto.conf) still has the last word.
 */
final class ServerSettings {
    private static final long MIB = 1024L * 1024;

    private ServerSettings() {}

    static void write(Path data, int port, Path logs) throws IOException {
        long memory = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() / MIB;
        Folder.write(data.resolve("postgresql.conf"), lines(port, logs, memory));
        Folder.write(data.resolve("pg_hba.conf"), List.of( // the superuser may also take base backups
                "host all all 127.0.0.1/32 scram-sha-256", "host replication postgres 127.0.0.1/32 scram-sha-256"));
    }

    private static List<String> lines(int port, Path logs, long memoryMib) {
        return """
                # Written by Lumbar at each start. Use "alter system" to change a setting.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                password_encryption = 'scram-sha-256'
                max_connections = 60

                # An answered command is on disk.
                fsync = on
                synchronous_commit = on
                full_page_writes = on

                # A forgotten prepared transaction would hold back every reader of events.
                max_prepared_transactions = 0

                # A small server that also runs the application.
                shared_buffers = '%dMB'
                effective_cache_size = '%dMB'
                work_mem = '16MB'
                maintenance_work_mem = '128MB'
                random_page_cost = 1.1
                jit = off
                wal_compression = on

                # Logs name the place of an error, never the values in it: those may be about a person.
                logging_collector = on
                log_directory = '%s'
                log_filename = 'postgresql-%%a.log'
                log_file_mode = 0600
                log_rotation_age = '1d'
                log_rotation_size = 0
                log_truncate_on_rotation = on
                log_error_verbosity = terse
                log_min_error_statement = panic
                log_parameter_max_length = 0
                log_line_prefix = '%%m [%%p] %%u %%e '
                log_timezone = 'UTC'
                timezone = 'UTC'
                """.formatted(port, Math.clamp(memoryMib / 8, 128, 1024), memoryMib / 2,
                logs.toString().replace("'", "''")).lines().toList();
    }
}
