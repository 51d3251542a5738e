package io.lumbar.api.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.lumbar.api.ClinicIT;
import io.lumbar.api.DemoStore;
import io.lumbar.api.report.ShownReport;
import io.lumbar.application.demo.Demo;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

import static io.lumbar.api.Bodies.intake;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** Every report in every format over HTTP, read again by other libraries, over invented histories. */
@ContextConfiguration(initializers = DemoStore.class)
class ExportsIT extends ClinicIT {
    private static final Path FILES = Path.of("target", "exports");
    private static final String REPORT = "/api/v1/reports/sessions-per-person";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Autowired
    private Demo demo;
    @Autowired
    private List<ShownReport> reports;

    @BeforeEach
    void fill() {
        DemoStore.filled(demo);
    }

    private static HttpResponse<byte[]> ask(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private byte[] file(String path, Format format) throws IOException {
        HttpResponse<byte[]> answer = ask(request(path + (path.contains("?") ? "&" : "?") + "format="
                + format.label()));
        assertThat(answer.statusCode()).as(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).startsWith(format.type().toString());
        assertThat(header(answer, "Content-Disposition"))
                .matches("attachment; filename=\"[a-z-]+-\\d{4}-\\d\\d-\\d\\d\\." + format.label() + "\"");
        Files.createDirectories(FILES);
        Files.write(FILES.resolve(path.replaceAll("\\W+", "-").substring(1) + "." + format.label()), answer.body());
        return answer.body();
    }

    private static List<CsvRecord> csv(byte[] file) throws IOException {
        try (var reader = CsvReader.builder().commentStrategy(CommentStrategy.NONE)
                .ofCsvRecord(new String(file, StandardCharsets.UTF_8).substring(1))) {
            return reader.stream().toList();
        }
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument paper = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(paper);
        }
    }

    @TestFactory
    Stream<DynamicTest> every_report_can_be_had_in_every_format() {
        assertThat(reports).isNotEmpty();
        return reports.stream().flatMap(report -> Stream.of("", "?groupBy=style", "?groupBy=style&groupBy=ageBand")
                .map(groups -> dynamicTest(report.name() + groups, () -> {
                    String path = "/api/v1/reports/" + report.name() + groups;
                    List<CsvRecord> rows = csv(file(path, Format.CSV));
                    assertThat(rows).hasSizeGreaterThan(10);
                    assertThat(rows.stream().map(CsvRecord::getFieldCount).distinct()).hasSize(1);
                    assertThat(rows.stream().map(CsvRecord::getFields).flatMap(List::stream))
                            .doesNotContain("NaN", "Infinity").noneMatch(field -> field.startsWith("="));

                    try (var book = new XSSFWorkbook(new ByteArrayInputStream(file(path, Format.XLSX)))) {
                        assertThat(book.getNumberOfSheets()).isGreaterThan(1);
                        assertThat(book.getSheet("Definition").getRow(1).getCell(1).getStringCellValue())
                                .isEqualTo(report.title());
                        long inCsv = rows.stream().filter(row -> !row.getField(0).equals("About")
                                && !row.getField(0).equals("Table")).count();
                        long inBook = 0;
                        for (int sheet = 0; sheet < book.getNumberOfSheets() - 1; sheet++) {
                            inBook += book.getSheetAt(sheet).getLastRowNum();
                        }
                        assertThat(inBook).isEqualTo(inCsv);
                    }

                    Element svg = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder()
                            .parse(new ByteArrayInputStream(file(path, Format.SVG))).getDocumentElement();
                    assertThat(svg.getLocalName()).isEqualTo("svg");
                    assertThat(svg.getElementsByTagNameNS("*", "polygon").getLength()
                            + svg.getElementsByTagNameNS("*", "polyline").getLength()).isGreaterThan(5);
                    assertThat(svg.getElementsByTagNameNS("*", "script").getLength()).isZero();

                    assertThat(text(file(path, Format.PDF))).contains(report.title(), "Page 1 of",
                            "What these figures mean", "As known on").doesNotContain("NaN", "Infinity");
                })));
    }

    @Test
    void files_say_what_json_says() throws Exception {
        String path = REPORT + "?groupBy=style&from=2026-01-01";
        JsonNode json = Objects.requireNonNull(get(path).json());
        List<CsvRecord> csv = csv(file(path, Format.CSV));
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(file(path, Format.XLSX)))) {
            for (int n = 0; n < json.at("/groups").size(); n++) {
                JsonNode group = json.at("/groups/" + n);
                CsvRecord record = csv.get(n + 1);
                Row row = book.getSheetAt(0).getRow(n + 1);

                assertThat(record.getField(2)).isEqualTo(group.at("/people").asString());
                if (group.at("/perPerson/all/mean").isNull()) {
                    assertThat(record.getField(5)).isEmpty();
                    continue;
                }
                assertThat(Double.parseDouble(record.getField(5)))
                        .isEqualTo(group.at("/perPerson/all/mean").asDouble());
                assertThat(row.getCell(1).getCellType()).isEqualTo(CellType.NUMERIC);
                assertThat(row.getCell(1).getNumericCellValue()).isEqualTo(group.at("/people").asDouble());
                assertThat(row.getCell(4).getNumericCellValue()).isEqualTo(group.at("/perPerson/all/mean").asDouble());
                assertThat(row.getCell(0).getStringCellValue()).isEqualTo(record.getField(1));
            }
        }
        String paper = text(file(path, Format.PDF));
        assertThat(paper).contains("Opened: from 1 Jan 2026; Grouped by: style",
                "%,d".formatted(json.at("/groups/0/people").asLong()), json.at("/definition/note").asString());
        assertThat(paper.replaceAll("\\s+", " ")).contains(json.at("/definition/text").asString().substring(0, 200));
    }

    @Test
    void a_clinic_may_be_called_anything() throws Exception {
        String name = "=HYPERLINK(\"http://x\"), \"Rug\" & <Nek>";
        String clinic = id(post("/api/v1/clinics", """
                {"name": "=HYPERLINK(\\"http://x\\"), \\"Rug\\" & <Nek>", "timeZone": "Europe/Amsterdam"}"""));
        for (int n = 0; n < 11; n++) {
            openEpisode(clinic, 3);
        }
        Answer last = post("/api/v1/episodes", intake(registerClient(clinic), clinic, 3, ""));
        String path = REPORT + "?groupBy=clinic&clinic=" + clinic;
        assertThat(getAfter(last, path).at("groups.0.people")).isEqualTo("12");

        assertThat(csv(file(path, Format.CSV)).get(1).getField(1)).isEqualTo("'" + name);
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(file(path, Format.XLSX)))) {
            assertThat(book.getSheetAt(0).getRow(1).getCell(0).getCellType()).isEqualTo(CellType.STRING);
            assertThat(book.getSheetAt(0).getRow(1).getCell(0).getStringCellValue()).isEqualTo(name);
        }
        assertThat(text(file(path, Format.PDF)).replaceAll("\\s+", " ")).contains("Clinic: " + name);
        assertThat(new String(file(path, Format.SVG), StandardCharsets.UTF_8)).contains("&lt;Nek&gt;");
    }

    @Test
    void files_say_less_about_few_people_than_the_screen() throws Exception {
        String clinic = openClinic();
        for (int n = 0; n < 8; n++) {
            openEpisode(clinic, 3);
        }
        String path = REPORT + "?groupBy=clinic&clinic=" + clinic;
        Answer last = post("/api/v1/episodes", intake(registerClient(clinic), clinic, 3, ""));
        assertThat(getAfter(last, path).at("groups.0.people")).isEqualTo("9");

        assertThat(csv(file(path, Format.CSV)).get(1).getFields()).contains("withheld").doesNotContain("9");
        assertThat(text(file(path, Format.PDF))).contains("1 group: with so few people somebody could be recognised.");
    }

    @Test
    void a_question_nobody_matches_is_answered_in_every_format() throws Exception {
        String path = REPORT + "?from=2000-01-01&to=2000-01-31";

        assertThat(csv(file(path, Format.CSV)).stream().map(CsvRecord::getFields)).anyMatch(
                fields -> fields.contains("No episode matches all filters."));
        assertThat(text(file(path, Format.PDF))).contains("No episode matches all filters.");
        assertThat(new String(file(path, Format.SVG), StandardCharsets.UTF_8))
                .contains("No episode matches all filters.");
        assertThat(file(path, Format.XLSX)).isNotEmpty();
    }

    @Test
    void the_format_is_chosen_by_what_is_accepted_or_by_the_address() {
        assertThat(header(ask(request(REPORT)), "Content-Type")).startsWith("application/json");
        assertThat(header(ask(request(REPORT + "?format=json").header("Accept", "text/csv")), "Content-Type"))
                .startsWith("application/json");
        for (Format format : Format.values()) {
            assertThat(header(ask(request(REPORT).header("Accept", format.type().toString())), "Content-Type"))
                    .startsWith(format.type().toString());
        }
        assertThat(header(ask(request(REPORT).header("Accept", "text/csv;q=0.5, application/pdf")), "Content-Type"))
                .isEqualTo("application/pdf");
        assertThat(header(ask(request(REPORT + "?format=csv").header("Accept", "application/json")), "Content-Type"))
                .startsWith("text/csv");
    }

    private static void refused(Answer answer, int status, String type, String field) {
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(status);
        assertThat(answer.at("type")).isEqualTo("/problems/" + type);
        assertThat(answer.at("field")).isEqualTo(field);
        assertThat(answer.header("Content-Disposition")).isNull();
    }

    @Test
    void what_cannot_be_had_is_a_problem_that_names_it() {
        for (String format : List.of("docx", "PDF", "html")) {
            refused(get(REPORT + "?format=" + format), 400, "malformed-parameter", "format");
        }
        refused(get(REPORT + "?format="), 400, "malformed-parameter", "format");
        refused(get(REPORT + "?format=csv&format=pdf"), 400, "malformed-parameter", "format");
        refused(send(request(REPORT).header("Accept", "application/xml")), 406, "not-acceptable", "Accept");
        refused(get(REPORT + "?format=pdf&ageBand=30-40"), 400, "malformed-parameter", "ageBand");
        refused(get(REPORT + "?format=pdf&surprise=1"), 400, "unknown-parameter", "surprise");
        refused(get("/api/v1/clinics?format=csv"), 400, "unknown-parameter", "format");
        for (String address : List.of("", "?format=csv", "?format=json")) {
            assertThat(get("/api/v1/reports/nonsense" + address).at("type")).isEqualTo("/problems/no-such-route");
        }
        assertThat(send(anonymous(REPORT + "?format=csv")).status()).isEqualTo(401);
    }

    @Test
    void the_document_says_which_formats_there_are() {
        JsonNode paths = Objects.requireNonNull(send(anonymous("/openapi")).json()).at("/paths");
        var described = new ArrayList<String>();
        paths.properties().forEach(path -> {
            if (path.getKey().startsWith("/api/v1/reports/")) {
                described.add(path.getKey());
                assertThat(path.getValue().at("/get/responses/200/content").propertyNames())
                        .containsExactlyInAnyOrderElementsOf(
                                Stream.of(Format.values()).map(format -> format.type().toString()).toList());
                assertThat(path.getValue().at("/get/parameters").toString()).contains("\"name\":\"format\"");
            }
        });
        assertThat(described).contains("/api/v1/reports/sessions-per-person");
    }
}
