package io.lumbar.api.export;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.lumbar.api.report.Cell;
import io.lumbar.api.report.Shown.Fact;
import io.lumbar.api.report.Table;

/**
 * All tables of a report one below the other, then what they mean: comma separated as RFC 4180 has it, in UTF-8 with a byte
 * order mark, without which spreadsheets take it for something else. The first field of each record names its table, the
 * first record of each table holds its heads, and short records are filled up with empty fields. Numbers are written
 * in full with a point, shares as 0 to 1.
 */
final class CsvExport {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String TABLE = "Table";
    private static final String ABOUT = "About";

    private CsvExport() {}

    static void write(Exported report, OutputStream out) throws IOException {
        List<Table> tables = report.shown().tables();
        int fields = 1 + Math.max(2, tables.stream().mapToInt(table -> table.heads().size()).max().orElse(0));
        out.write(BYTE_ORDER_MARK.getBytes(StandardCharsets.UTF_8));
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out,
                StandardCharsets.UTF_8)) {
            for (Table table : tables) {
                write(csv, fields, TABLE, table.heads());
                for (List<Cell> row : table.rows()) {
                    write(csv, fields, table.caption(), row.stream().map(CsvExport::field).toList());
                }
            }
            write(csv, fields, TABLE, List.of("What", "Is"));
            write(csv, fields, ABOUT, List.of("As of", report.shown().asOf().toString()));
            for (Fact fact : report.about()) {
                write(csv, fields, ABOUT, List.of(Formulas.escaped(fact.label()), Formulas.escaped(fact.value())));
            }
        }
    }

    private static void write(CsvWriter csv, int fields, String table, List<String> values) {
        var record = new ArrayList<String>(fields);
        record.add(Formulas.escaped(table));
        record.addAll(values);
        while (record.size() < fields) {
            record.add("");
        }
        csv.writeRecord(record);
    }

    private static String field(Cell cell) {
        return switch (cell) {
            case Cell.Text(String text) -> Formulas.escaped(text);
            case Cell.Count(long count) -> String.valueOf(count);
            case Cell.Decimal(double number) -> number(number);
            case Cell.Share(double share) -> number(share);
            case Cell.Blank.NONE, Cell.Blank.EMPTY -> "";
            case Cell.Blank.WITHHELD -> Cell.Blank.WITHHELD.written();
        };
    }

    private static String number(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
