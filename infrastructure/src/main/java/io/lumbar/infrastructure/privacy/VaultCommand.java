package io.lumbar.infrastructure.privacy;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;

import io.lumbar.application.privacy.KeyManagement;
import io.lumbar.infrastructure.operator.OperatorCommand;
import org.jspecify.annotations.Nullable;

/**
 * What is done with people's keys while instances run: {@code rewrap-keys}, the last step but one of replacing a master key,
 * and {@code renew-keys}.
 *
 * @param work tells what was done
 */
record VaultCommand(String usage, Supplier<String> work) implements OperatorCommand {

    static VaultCommand rewrapping(JdbcVault vault, KeyManagement masterKeys) {
        return new VaultCommand("rewrap-keys",
                () -> ("%d people's keys were wrapped anew; all are wrapped by the master key"
                        + " %s, and no other is needed").formatted(vault.rewrap(), masterKeys.current()));
    }

    static VaultCommand renewing(JdbcVault vault) {
        return new VaultCommand("renew-keys", () -> ("%d people have a new key; the earlier ones still open what they"
                + " sealed").formatted(vault.renew(vault.now())));
    }

    @Override
    public int run(List<String> words, @Nullable String reason, PrintStream out) {
        out.println(work.get());
        return 0;
    }
}
