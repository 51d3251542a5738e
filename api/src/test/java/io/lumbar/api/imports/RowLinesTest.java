package io.lumbar.api.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class RowLinesTest {
    private static final int EPISODES = 50_000;

    /** A table of many episodes that is made while it is read, and counts what was taken of it. */
    private static final class Endless extends InputStream {
        private byte[] row = (Table.header() + "\n").getBytes(UTF_8);
        private int place;
        private int episodes;
        private long taken;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (place == row.length) {
                if (episodes == EPISODES) {
                    return -1;
                }
                row = (Table
                        .row(Map.of("episode", "e" + episodes++, "record", "INTAKE", "familyName", "x".repeat(1000)))
                        + "\n").getBytes(UTF_8);
                place = 0;
            }
            int read = Math.min(length, row.length - place);
            System.arraycopy(row, place, target, offset, read);
            place += read;
            taken += read;
            return read;
        }
    }

    @Test
    void reads_no_further_than_it_tells() throws IOException {
        var table = new Endless();
        var lines = new BufferedReader(new InputStreamReader(new RowLines(table, Mapping.NONE), UTF_8));
        JsonNode first = RowsLine.JSON.readTree(lines.readLine());
        assertThat(first.at("/line").asInt()).isEqualTo(2);
        assertThat(first.at("/history/externalId").asString()).isEqualTo("e0");
        assertThat(table.taken).isLessThan(200_000);
        int told = 1;
        long most = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            told++;
            most = Math.max(most, table.taken - told * 1_000L - told * 60L);
        }
        assertThat(told).isEqualTo(EPISODES);
        assertThat(most).as("characters ahead").isLessThan(200_000);
    }
}
