package io.lumbar.api.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
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

import static io.lumbar.api.Bodies.at;
import static io.lumbar.api.Bodies.intake;
import static io.lumbar.api.Bodies.path;
import static io.lumbar.api.Bodies.session;
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
                        assertSharesArePercentages(book, rows);
                    }

                    Element svg = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder()
                            .parse(new ByteArrayInputStream(file(path, Format.SVG))).getDocumentElement();
                    assertThat(svg.getLocalName()).isEqualTo("svg");
                    assertThat(svg.getElementsByTagNameNS("*", "polygon").getLength()
                            + svg.getElementsByTagNameNS("*", "polyline").getLength()).isGreaterThan(5);
                    assertThat(svg.getElementsByTagNameNS("*", "script").getLength()).isZero();

                    byte[] pdf = file(path, Format.PDF);
                    assertThat(text(pdf)).contains(report.title(), "Page 1 of 1", "What these figures mean",
                            "As known on").doesNotContain("NaN", "Infinity");
                    assertThat(WritingFilesTest.smallest(pdf)).isGreaterThanOrEqualTo(6.5);
                    if (groups.isEmpty()) {
                        assertThat(text(pdf)).doesNotContain("CSV and XLSX have all", "SVG has all");
                    }
                })));
    }

    /** What CSV has as a share is the same number in the workbook, shown in percent. */
    private static void assertSharesArePercentages(XSSFWorkbook book, List<CsvRecord> rows) {
        var shares = new ArrayList<Double>();
        for (int n = 0; n < book.getNumberOfSheets() - 1; n++) {
            book.getSheetAt(n).forEach(row -> row.forEach(cell -> {
                if (cell.getCellStyle().getDataFormatString().equals("0.0%")) {
                    assertThat(cell.getCellType()).isEqualTo(CellType.NUMERIC);
                    shares.add(cell.getNumericCellValue());
                }
            }));
        }
        assertThat(shares).allSatisfy(share -> assertThat(share).isBetween(0.0, 1.0));
        var numbers = rows.stream().map(CsvRecord::getFields).flatMap(List::stream)
                .filter(field -> field.matches("[0-9.]+(E-?[0-9]+)?")).map(Double::valueOf).collect(Collectors.toSet());
        assertThat(numbers).containsAll(shares);
        if (rows.stream().anyMatch(row -> row.getFields().contains("Share"))) {
            assertThat(shares).isNotEmpty();
        }
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

    private byte[] outlook(String somebody, Format format) throws IOException {
        HttpResponse<byte[]> answer = ask(request("/api/v1/reports/outlook?format=" + format.label())
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(somebody)));
        assertThat(answer.statusCode()).isEqualTo(200);
        Files.createDirectories(FILES);
        Files.write(FILES.resolve("outlook." + format.label()), answer.body());
        return answer.body();
    }

    @Test
    void an_outlook_says_in_every_file_what_json_says() throws Exception {
        String clinic = String.valueOf(get("/api/v1/clinics").at("items.0.id"));
        String somebody = """
                {"clinicId": "%s", "chronicity": "CHRONIC", "baselineNprs": 7, "cause": "STRESS"}""".formatted(clinic);
        JsonNode json = Objects.requireNonNull(post("/api/v1/reports/outlook", somebody).json());
        List<CsvRecord> csv = csv(outlook(somebody, Format.CSV)).stream()
                .filter(row -> row.getField(0).equals("The curve in numbers")).toList();
        assertThat(json.at("/widened").size()).isLessThan(3);
        assertThat(csv.size()).isBetween(3, json.at("/shares").size());
        String paper = text(outlook(somebody, Format.PDF)).replaceAll("\\s+", " ");
        String drawing = new String(outlook(somebody, Format.SVG), StandardCharsets.UTF_8);
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(outlook(somebody, Format.XLSX)))) {
            for (int n = 0; n < csv.size(); n++) {
                JsonNode share = json.at("/shares/" + n);
                Row row = book.getSheetAt(0).getRow(n + 1);
                assertThat(csv.get(n).getFields().subList(1, 3)).containsExactly(share.at("/sessions").asString(),
                        share.at("/atRisk").asString());
                assertThat(row.getCell(1).getNumericCellValue()).isEqualTo(share.at("/atRisk").asDouble());
                for (var name : List.of("share", "low", "high")) {
                    int place = List.of("share", "low", "high").indexOf(name);
                    if (share.at("/" + name).isNull()) {
                        assertThat(csv.get(n).getField(3 + place)).isEmpty();
                    } else {
                        assertThat(Double.parseDouble(csv.get(n).getField(3 + place)))
                                .isEqualTo(share.at("/" + name).asDouble());
                        assertThat(row.getCell(2 + place).getNumericCellValue())
                                .isEqualTo(share.at("/" + name).asDouble());
                    }
                }
                double percent = 100 * share.at("/share").asDouble();
                assertThat(paper).containsPattern(" %d %,d %s.%%".formatted(share.at("/sessions").asInt(),
                        share.at("/atRisk").asLong(),
                        percent == 0 ? "0" : (percent < 10 ? "%.1f" : "%.0f").formatted(percent)));
            }
        }
        String people = "Of " + json.at("/episodes").asString() + " people like this one";
        assertThat(paper).contains(people, "Page 1 of 1", "Pain at intake: 7-8");
        assertThat(drawing).contains("Pain at intake: 7-8", "Share of people like this one who had responded");
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
    void an_older_definition_can_be_asked_for() throws Exception {
        for (ShownReport report : reports) {
            String path = "/api/v1/reports/" + report.name() + "?definition=";
            int newest = report.report().definitions().getLast().version();
            assertThat(csv(file(path + "1", Format.CSV)).stream().map(row -> row.getFields().subList(0, 3)))
                    .contains(List.of("About", "Version", "1"));
            assertThat(text(file(path + newest, Format.PDF)).replaceAll("\\s+", " ")).contains("Definition "
                    + report.name() + ", version " + newest + ".");
            for (String format : List.of("", "&format=csv", "&format=pdf")) {
                refused(get(path + (newest + 1) + format), 422, "invalid-value", "definition");
                refused(get(path + "newest" + format), 400, "malformed-parameter", "definition");
            }
        }
    }

    @Test
    void therapists_take_along_their_own_point_and_nobody_elses_name() throws Exception {
        String clinic = openClinic();
        var therapists = List.of(registerTherapist(clinic), registerTherapist(clinic));
        Answer last = null;
        for (String therapist : therapists) {
            for (int n = 0; n < 10; n++) {
                String episode = openTreatedEpisode(clinic, therapist, 60);
                id(post(path(episode, "/sessions/held"), session(at(50 - n, 9), 5)));
                last = post(path(episode, "/discharge"), "{\"reason\": \"GOALS_MET\", \"at\": \"" + at(10, 9) + "\"}");
            }
        }
        Answer account = post("/api/v1/accounts", """
                {"name": {"given": "Ina", "family": "Bos"}, "roles": ["THERAPIST"], "clinics": ["%s"],
                "therapistId": "%s"}""".formatted(clinic, therapists.getFirst()));
        String token = Objects.requireNonNull(askToken(id(account), Objects.requireNonNull(account.at("secret")))
                .at("access_token"));
        String path = "/api/v1/reports/therapists";
        assertThat(getAfter(Objects.requireNonNull(last), path + "?clinic=" + clinic).at("points.0.n")).isEqualTo("10");
        for (Format format : Format.files()) {
            HttpResponse<byte[]> answer = ask(as(token, path + "?format=" + format.label()));
            assertThat(answer.statusCode()).isEqualTo(200);
            String words = switch (format) {
                case PDF -> text(answer.body());
                case XLSX -> words(answer.body());
                case CSV, SVG, JSON -> new String(answer.body(), StandardCharsets.UTF_8);
            };
            int marked = words.split("\\(yourself\\)", -1).length - 1;
            assertThat(marked).as("%s: %s", format, words).isEqualTo(format == Format.PDF ? 2 : 1);
            assertThat(words).contains("somebody").doesNotContain(therapists.getLast());
        }
        refused(send(as(token, path + "?format=pdf&therapist=" + therapists.getLast())), 422, "invalid-value",
                "therapist");
        assertThat(send(as(token, "/api/v1/reports/outcomes?format=pdf")).status()).isEqualTo(403);
    }

    private HttpRequest.Builder as(String token, String path) {
        return anonymous(path).header("Authorization", "Bearer " + token);
    }

    private static String words(byte[] workbook) throws IOException {
        var words = new StringBuilder();
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
            book.forEach(sheet -> sheet.forEach(row -> row.forEach(cell -> words.append(cell).append('\n'))));
        }
        return words.toString();
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
            if (path.getKey().startsWith("/api/v1/reports/") && path.getValue().has("get")) {
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
