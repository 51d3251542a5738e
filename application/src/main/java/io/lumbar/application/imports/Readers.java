package io.lumbar.application.imports;

/**
 * Who understands the lines of which form.
 *
 * @param invented reads those of a demo
 */
public record Readers(HistoryReader lines, HistoryReader rows, HistoryReader invented) {

    HistoryReader of(Form form) {
        return switch (form) {
            case LINES -> lines;
            case ROWS -> rows;
            case INVENTED -> invented;
        };
    }
}
