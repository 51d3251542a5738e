package io.lumbar.api.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.lumbar.api.report.Cell;
import io.lumbar.api.report.Shown.Fact;
import io.lumbar.api.report.Table;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook with a sheet for each table and one for what they mean. Numbers stay numbers of full precision, shares are shown
 * in percent, and the moment is a date in UTC. Texts are texts, never formulas. Rows go out some hundreds at a time.
 */
final class XlsxExport {
    private static final int ROWS_AT_A_TIME = 500;
    private static final double LABEL_WIDTH = 34;
    private static final double NUMBER_WIDTH = 14;
    private static final double TEXT_WIDTH = 110;
    private static final String HEAD_COLOUR = "E8EEF4";

    private XlsxExport() {}

    static void write(Exported report, OutputStream out) throws IOException {
        try (var book = new Workbook(out, "Lumbar", "1.0")) {
            book.properties().setTitle(report.title());
            for (Table table : report.shown().tables()) {
                write(table, book);
            }
            writeAbout(report, book);
        }
    }

    private static void write(Table table, Workbook book) throws IOException {
        Worksheet sheet = book.newWorksheet(table.caption());
        for (int column = 0; column < table.heads().size(); column++) {
            sheet.width(column, column < table.labels() ? LABEL_WIDTH : NUMBER_WIDTH);
            sheet.inlineString(0, column, table.heads().get(column));
        }
        sheet.range(0, 0, 0, table.heads().size() - 1).style().bold().wrapText(true).fillColor(HEAD_COLOUR).set();
        sheet.freezePane(table.labels(), 1);
        int row = 1;
        for (List<Cell> cells : table.rows()) {
            for (int column = 0; column < cells.size(); column++) {
                write(sheet, row, column, cells.get(column));
            }
            if (row++ % ROWS_AT_A_TIME == 0) {
                sheet.flush();
            }
        }
        sheet.finish();
    }

    private static void write(Worksheet sheet, int row, int column, Cell cell) {
        switch (cell) {
            case Cell.Text(String text) -> sheet.inlineString(row, column, text);
            case Cell.Count(long count) -> number(sheet, row, column, count, "#,##0");
            case Cell.Decimal(double number) -> number(sheet, row, column, number, "#,##0.0");
            case Cell.Share(double share) -> number(sheet, row, column, share, "0.0%");
            case Cell.Blank.WITHHELD -> sheet.inlineString(row, column, cell.written());
            case Cell.Blank.NONE, Cell.Blank.EMPTY -> {}
        }
    }

    private static void number(Worksheet sheet, int row, int column, Number number, String format) {
        sheet.value(row, column, number);
        sheet.style(row, column).format(format).set();
    }

    private static void writeAbout(Exported report, Workbook book) throws IOException {
        Worksheet sheet = book.newWorksheet("Definition");
        sheet.width(0, LABEL_WIDTH);
        sheet.width(1, TEXT_WIDTH);
        sheet.inlineString(0, 0, "As of (UTC)");
        sheet.value(0, 1, LocalDateTime.ofInstant(report.shown().asOf(), ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MILLIS));
        sheet.style(0, 1).format("yyyy-mm-dd hh:mm:ss").horizontalAlignment("left").set();
        int row = 1;
        for (Fact fact : report.about()) {
            sheet.inlineString(row, 0, fact.label());
            sheet.inlineString(row, 1, fact.value());
            sheet.style(row, 1).wrapText(true).set();
            row++;
        }
        for (Table table : report.shown().tables()) {
            sheet.inlineString(row, 0, "Sheet");
            sheet.inlineString(row++, 1, table.caption());
        }
        sheet.range(0, 0, row - 1, 0).style().bold().verticalAlignment("top").set();
        sheet.finish();
    }
}
