package io.lumbar.infrastructure.privacy;

import java.io.PrintStream;
import java.util.List;

import io.lumbar.application.privacy.KeyManagement;
import io.lumbar.infrastructure.operator.OperatorCommand;
import org.jspecify.annotations.Nullable;

/** {@code rewrap-keys}: the last step but one of replacing a master key, while instances run. */
record VaultCommand(JdbcVault vault, KeyManagement masterKeys) implements OperatorCommand {
    @Override
    public String usage() {
        return "rewrap-keys";
    }

    @Override
    public int run(List<String> words, @Nullable String reason, PrintStream out) {
        out.println("%d people's keys were wrapped anew; all are wrapped by the master key %s, and no other is needed"
                .formatted(vault.rewrap(), masterKeys.current()));
        return 0;
    }
}
