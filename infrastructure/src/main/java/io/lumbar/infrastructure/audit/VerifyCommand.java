package io.lumbar.infrastructure.audit;

import java.io.PrintStream;
import java.util.List;

import io.lumbar.application.audit.History;
import io.lumbar.application.audit.History.Finding;
import io.lumbar.application.audit.History.Verification;
import io.lumbar.infrastructure.operator.OperatorCommand;
import org.jspecify.annotations.Nullable;

/** {@code verify}: ends with 3 when the history is not what it was. */
record VerifyCommand(History history) implements OperatorCommand {
    private static final int TAMPERED = 3;

    @Override
    public String usage() {
        return "verify";
    }

    @Override
    public int run(List<String> words, @Nullable String reason, PrintStream out) {
        Verification done = history.verify();
        out.println("%d events, %d of them under %d seals, of which %d are in the exported file; %d ms"
                .formatted(done.events(), done.sealed(), done.seals(), done.exported(), done.took().toMillis()));
        Finding finding = done.finding();
        out.println(finding == null ? "nothing was altered" : finding.kind() + ": " + finding.text());
        return finding == null ? 0 : TAMPERED;
    }
}
