package io.lumbar.api.export;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.lumbar.api.export.Drawing.Label;
import io.lumbar.api.report.Cell;
import io.lumbar.api.report.Chart;
import io.lumbar.api.report.Chart.Kind;
import io.lumbar.api.report.Chart.Point;
import io.lumbar.api.report.Chart.Series;
import io.lumbar.api.report.Shown;
import io.lumbar.api.report.Shown.Definition;
import io.lumbar.api.report.Shown.Fact;
import io.lumbar.api.report.Table;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.w3c.dom.Element;

import static org.assertj.core.api.Assertions.assertThat;

/** What each format makes of texts that mean something to it, of thousands of rows, and of every kind of chart. */
class WritingFilesTest {
    private static final Instant THEN = Instant.parse("2026-11-23T10:15:30Z");

    private static Exported exported(List<Chart> charts, Table... tables) {
        return new Exported("sessions-per-person", "Sessions per person", "How many?", List.of(new Fact("Style",
                "Swedish")),
                new Shown(new Definition("sessions-per-person", 1, "All that counts & more.", List.of(new Fact(
                        "Quantiles", "type 7")), "descriptive, not causal"), THEN, "1-2-3", 0, 0, false,
                        List.of(new Fact("Median", "4")), charts, List.of(tables)));
    }

    private static Table named(String... names) {
        return Table.of("People", List.of("Group", "People", "Mean", "Share"), List.of(names),
                name -> Table.row(name, Cell.count(1234), Cell.decimal(-2.345), Cell.share(0.4567)));
    }

    private static List<CsvRecord> csv(Exported report) throws IOException {
        var out = new ByteArrayOutputStream();
        CsvExport.write(report, out);
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFF").endsWith("\r\n");
        try (var reader = CsvReader.builder().commentStrategy(CommentStrategy.NONE)
                .ofCsvRecord(text.substring(1))) {
            return reader.stream().toList();
        }
    }

    private static SpringTemplateEngine templates() {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setCharacterEncoding("UTF-8");
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        return engine;
    }

    private static byte[] pdf(Exported report) throws IOException {
        var out = new ByteArrayOutputStream();
        PdfExport.write(report, templates(), out);
        return out.toByteArray();
    }

    private static String svg(Exported report) throws IOException {
        var out = new ByteArrayOutputStream();
        SvgExport.write(report, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+31 30", "-2", "@SUM(A1)", "\tx", "\rx", "\n=x", "  =1", "＝1", "＋1", "－1", "＠a"})
    void no_text_begins_a_formula_in_csv(String name) throws IOException {
        CsvRecord row = csv(exported(List.of(), named(name))).get(1);

        assertThat(row.getField(1)).isEqualTo("'" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Rug, nek & meer", "De \"Rug\"", "one\r\ntwo", "a;b", "Zorg – Ωmega 腰痛", "#1", " x "})
    void other_texts_are_read_again_from_csv_as_they_were(String name) throws IOException {
        List<CsvRecord> rows = csv(exported(List.of(), named(name, "other")));

        assertThat(rows.get(1).getFields()).containsExactly("People", name, "1234", "-2.345", "0.4567");
        assertThat(rows.get(2).getField(1)).isEqualTo("other");
    }

    @Test
    void csv_has_as_many_fields_in_every_record_and_says_what_they_mean() throws IOException {
        var other = new Table("Other", List.of("Who", "Number"), List.of(Table.withheld("A", 2), Table.row("B",
                Cell.decimal(null))));

        List<CsvRecord> rows = csv(exported(List.of(), named("A"), other));

        assertThat(rows).allSatisfy(row -> assertThat(row.getFieldCount()).isEqualTo(5));
        assertThat(rows.stream().map(CsvRecord::getFields)).contains(
                List.of("Table", "Group", "People", "Mean", "Share"), List.of("Table", "Who", "Number", "", ""),
                List.of("Other", "A", "withheld", "", ""), List.of("Other", "B", "", "", ""),
                List.of("About", "As of", "2026-11-23T10:15:30Z", "", ""), List.of("About", "Style", "Swedish", "", ""),
                List.of("About", "Text", "All that counts & more.", "", ""),
                List.of("About", "Position", "1-2-3", "", ""));
    }

    @Test
    void a_workbook_has_typed_cells_and_a_sheet_about_them() throws IOException {
        var out = new ByteArrayOutputStream();
        XlsxExport.write(exported(List.of(), named("=1+1", "B: [x]"),
                new Table("For comparison: a name that is too long for a sheet", List.of("Who", "Number"),
                        List.of(Table.withheld("A", 2), Table.row("B", Cell.decimal(null))))),
                out);

        try (var book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(book.getNumberOfSheets()).isEqualTo(3);
            Sheet people = book.getSheetAt(0);
            assertThat(people.getSheetName()).isEqualTo("People");
            var row = people.getRow(1);
            assertThat(row.getCell(0).getCellType()).isEqualTo(CellType.STRING);
            assertThat(row.getCell(0).getStringCellValue()).isEqualTo("=1+1");
            assertThat(row.getCell(1).getNumericCellValue()).isEqualTo(1234);
            assertThat(row.getCell(2).getNumericCellValue()).isEqualTo(-2.345);
            assertThat(row.getCell(3).getNumericCellValue()).isEqualTo(0.4567);
            assertThat(row.getCell(3).getCellStyle().getDataFormatString()).isEqualTo("0.0%");
            Sheet other = book.getSheetAt(1);
            assertThat(other.getRow(1).getCell(1).getStringCellValue()).isEqualTo("withheld");
            assertThat(other.getRow(2).getCell(1)).isNull();
            Sheet about = book.getSheet("Definition");
            assertThat(DateUtil.isCellDateFormatted(about.getRow(0).getCell(1))).isTrue();
            assertThat(about.getRow(0).getCell(1).getLocalDateTimeCellValue())
                    .isEqualTo(LocalDateTime.parse("2026-11-23T10:15:30"));
            var said = new ArrayList<String>();
            about.forEach(each -> said.add(each.getCell(0).toString() + "=" + each.getCell(1)));
            assertThat(said).contains("Version=1", "Text=All that counts & more.", "Style=Swedish", "Quantiles=type 7",
                    "Position=1-2-3", "Sheet=For comparison: a name that is too long for a sheet");
        }
    }

    /** Rows that are made one by one, and note how far whoever reads had got when each was made. */
    private static final class Rows extends AbstractList<List<Cell>> {
        private final List<Long> sent = new ArrayList<>();
        private final Counting out;

        Rows(Counting out) {
            this.out = out;
        }

        @Override
        public List<Cell> get(int index) {
            sent.add(out.bytes);
            return Table.row("Clinic %d of a rather long name".formatted(index * 31 % 7919), Cell.count(index),
                    Cell.decimal(Math.sqrt(index)), Cell.share(1.0 / (index + 1)));
        }

        @Override
        public int size() {
            return 50_000;
        }
    }

    private static final class Counting extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int off, int len) {
            bytes += len;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CSV", "XLSX"})
    void rows_are_sent_while_others_are_still_to_be_made(Format format) throws IOException {
        var out = new Counting();
        var rows = new Rows(out);
        Exported report = exported(List.of(), new Table("People", List.of("Group", "People", "Mean", "Share"), rows));

        if (format == Format.CSV) {
            CsvExport.write(report, out);
        } else {
            XlsxExport.write(report, out);
        }

        // What is kept back never grows: after each tenth of the rows about a tenth more has been sent.
        assertThat(rows.sent).hasSize(50_000);
        for (int tenth = 1; tenth < 10; tenth++) {
            assertThat((double) rows.sent.get(tenth * 5_000)).as("sent after %d tenths", tenth)
                    .isGreaterThan(out.bytes * (tenth - 0.8) / 10);
        }
    }

    static List<Chart> charts() {
        List<Point> curve = IntStream.rangeClosed(0, 12).mapToObj(k -> new Point(k, 1 - Math.pow(0.86, k),
                k == 0 ? null : 1 - Math.pow(0.88, k), k == 0 ? null : 1 - Math.pow(0.83, k), null)).toList();
        List<Point> other = IntStream.rangeClosed(0, 12).mapToObj(k -> new Point(k, 1 - Math.pow(0.93, k),
                1 - Math.pow(0.95, k), 1 - Math.pow(0.9, k), null)).toList();
        List<Point> limit = IntStream.rangeClosed(1, 80)
                .mapToObj(n -> new Point(n, Math.min(1, 0.55 + 0.98 / Math.sqrt(n)))).toList();
        return List.of(
                new Chart(Kind.BARS, "People by number of sessions", "Bars.", "Sessions", "People",
                        IntStream.rangeClosed(1, 24).mapToObj(String::valueOf).toList(), false,
                        List.of(new Series("Finished", IntStream.range(0, 24).mapToObj(x -> new Point(x,
                                120.0 * Math.exp(-x / 6.0) * x / 3)).toList()),
                                new Series("Still in treatment", List.of(new Point(0, 20.0), new Point(1, 12.0))))),
                new Chart(Kind.INTERVALS, "Sessions a person, by group", "Points.", "", "Sessions",
                        List.of("Swedish", "Deep tissue", "Praktijk voor \"Rug & Nek\" <Utrecht> aan de lange laan"),
                        false, List.of(new Series("Median and middle half", List.of(new Point(0, 4.0, 2.0, 7.0, null),
                                new Point(1, 5.0, 3.0, 11.0, null), new Point(2, null))))),
                new Chart(Kind.CURVE, "Responded by session", "Curves.", "Sessions", "Share", List.of(), true,
                        List.of(new Series("Swedish", curve), new Series("Deep tissue", other))),
                new Chart(Kind.FUNNEL, "Therapists", "Funnel.", "Finished episodes", "Responded", List.of(), true,
                        List.of(new Series("Therapists", List.of(new Point(12, 0.4), new Point(60, 0.7,
                                null, null, "you"))), new Series("95 % limit", true, limit))));
    }

    @Test
    void pictures_of_every_kind_are_well_formed_and_keep_to_themselves() throws Exception {
        String picture = svg(exported(charts(), named("A")));

        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        Element svg = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(picture.getBytes(StandardCharsets.UTF_8))).getDocumentElement();
        assertThat(svg.getElementsByTagNameNS("*", "title").item(0).getTextContent()).isEqualTo("Sessions per person");
        assertThat(svg.getElementsByTagNameNS("*", "desc").item(0).getTextContent()).contains("Bars.", "Funnel.");
        assertThat(picture).contains("Still in treatment", "Praktijk voor", "95 % limit", "23 Nov 2026")
                .doesNotContain("NaN", "Infinity", "<script", "href", "url(", "data:", "<image", "<style", "onload");
        assertThat(picture.replace("http://www.w3.org/2000/svg", "")).doesNotContain("://");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_chart_of_nothing_is_drawn_as_an_empty_one(Kind kind) throws IOException {
        var none = new Chart(kind, "None", "Nothing.", "x", "y", List.of(), false, List.of(new Series("s", List.of())));
        var one = new Chart(kind, "One", "One.", "x", "y", kind == Kind.BARS || kind == Kind.INTERVALS
                ? List.of("only")
                : List.of(), false, List.of(new Series("s", List.of(new Point(0, 0.0, 0.0, 0.0, null)))));

        assertThat(svg(exported(List.of(none, one)))).doesNotContain("NaN", "Infinity").contains(">One<");
    }

    @ParameterizedTest
    @CsvSource({"0.004,1 %", "0.056,6 %", "0.1,10 %", "0.21,25 %", "0.5,50 %", "0.51,100 %"})
    void small_shares_have_an_axis_on_which_they_differ(double share, String end) throws IOException {
        var small = new Chart(Kind.INTERVALS, "Nobody came", "Shares.", "", "Share", List.of("only"), true,
                List.of(new Series("s", List.of(new Point(0, share)))));

        assertThat(svg(exported(List.of(small)))).contains(">" + end + "<");
        assertThat(svg(exported(List.of(small))).contains(">100 %<")).isEqualTo(share > 0.5);
    }

    /** The size of the smallest letters, in points. */
    static double smallest(byte[] pdf) throws IOException {
        var sizes = new ArrayList<Float>();
        try (PDDocument paper = Loader.loadPDF(pdf)) {
            new PDFTextStripper() {
                @Override
                protected void writeString(String text, List<TextPosition> letters) {
                    letters.forEach(
                            letter -> sizes.add(letter.getFontSize() * letter.getTextMatrix().getScalingFactorY()));
                }
            }.getText(paper);
        }
        return sizes.stream().min(Float::compare).orElseThrow();
    }

    @Test
    void paper_is_one_page_of_embedded_letters_that_can_be_read() throws IOException {
        byte[] file = pdf(exported(charts(), named("De \"Rug\" & <Nek>", "Łódź")));

        try (PDDocument paper = Loader.loadPDF(file)) {
            assertThat(paper.getNumberOfPages()).isEqualTo(1);
            assertThat(new PDFTextStripper().getText(paper)).contains("Sessions per person", "Style: Swedish",
                    "De \"Rug\" & <Nek>", "Łódź", "46 %", "1,234", "Still in treatment", "Page 1 of 1",
                    "All that counts & more.", "23 Nov 2026").doesNotContain("The first", "#");
            for (COSName name : paper.getPage(0).getResources().getFontNames()) {
                assertThat(Objects.requireNonNull(paper.getPage(0).getResources().getFont(name)).isEmbedded()).isTrue();
            }
            assertThat(paper.getDocumentCatalog().getLanguage()).startsWith("en");
            assertThat(paper.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
        }
        assertThat(smallest(file)).isGreaterThanOrEqualTo(6.5);
    }

    private static Chart intervals(int groups) {
        return new Chart(Kind.INTERVALS, "Sessions a person, by group", "Points.", "", "Sessions",
                IntStream.range(0, groups).mapToObj("Clinic no. %d"::formatted).toList(), false,
                List.of(new Series("Median", IntStream.range(0, groups)
                        .mapToObj(n -> new Point(n, 4.0, 2.0, 7.0, null)).toList())));
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 75, 150, 700, 10_000})
    void paper_says_what_has_no_room_on_it(int groups) throws IOException {
        byte[] file = pdf(exported(List.of(intervals(groups)), named(IntStream.range(0, groups)
                .mapToObj("Clinic no. %d"::formatted).toArray(String[]::new))));

        try (PDDocument paper = Loader.loadPDF(file)) {
            String text = new PDFTextStripper().getText(paper);
            assertThat(paper.getNumberOfPages()).isEqualTo(1);
            assertThat(text).contains("Page 1 of 1", "All that counts & more.");
            Matcher said = Pattern.compile("The first (\\d+) of %,d rows; CSV and XLSX have all.".formatted(groups))
                    .matcher(text);
            int shown = said.find() ? Integer.parseInt(said.group(1)) : groups;
            assertThat(shown).isGreaterThanOrEqualTo(Math.min(groups, 75));
            assertThat(text).containsPattern("Clinic no\\. %d\\s+1,234".formatted(shown - 1))
                    .doesNotContainPattern("Clinic no\\. %d\\s".formatted(shown));
        }
        assertThat(smallest(file)).isGreaterThanOrEqualTo(6.5);
    }

    @Test
    void a_wide_table_lies_on_its_side() throws IOException {
        List<String> heads = IntStream.range(0, 20).mapToObj("Number-%d"::formatted).toList();
        var table = new Table("Wide", heads, List.of(Table.withheld("A", 20)));

        byte[] file = pdf(exported(List.of(), table));

        try (PDDocument paper = Loader.loadPDF(file)) {
            assertThat(paper.getNumberOfPages()).isEqualTo(1);
            assertThat(paper.getPage(0).getMediaBox().getWidth()).isGreaterThan(paper.getPage(0).getMediaBox()
                    .getHeight());
            assertThat(new PDFTextStripper().getText(paper).replaceAll("\\s", "")).contains(heads);
        }
    }

    @Test
    void names_of_therapists_do_not_hide_each_other() {
        var close = IntStream.range(0, 30).mapToObj(n -> new Point(80 + n % 5, 0.6 + n % 7 / 100.0, null, null,
                "Ina de Bos no. " + n)).toList();
        Drawing drawing = Draughtsman.draw(new Chart(Kind.FUNNEL, "Therapists", "Funnel.", "Finished", "Responded",
                List.of(), true, List.of(new Series("Therapists", close))), 690);

        List<Label> names = drawing.marks().stream().filter(Label.class::isInstance).map(Label.class::cast)
                .filter(label -> label.text().startsWith("Ina")).toList();
        assertThat(names).first().extracting(Label::text).isEqualTo("Ina de Bos no. 0");
        assertThat(names).hasSizeGreaterThan(2)
                .allSatisfy(one -> assertThat(names).filteredOn(other -> !other.equals(one))
                        .noneMatch(other -> Math.abs(one.at().y() - other.at().y()) < one.size()
                                && Math.abs(one.at().x() - other.at().x()) < Letters.width(one.text(), one.size())));
    }
}
