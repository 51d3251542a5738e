package io.lumbar.infrastructure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Takes a secret from the file that the variable of its name with {@code _FILE} names, as container engines hand secrets
 * over: a variable itself is shown to whoever may inspect the container.
 */
final class SecretFiles implements EnvironmentPostProcessor {
    private static final List<String> SECRETS = List.of("LUMBAR_DATABASE_PASSWORD", "LUMBAR_DATABASE_OWNER_PASSWORD",
            "LUMBAR_ADMIN_SECRET", "LUMBAR_CLIENT_INDEX_KEY", "LUMBAR_MASTER_KEY", "LUMBAR_SEAL_KEY");

    /** @throws StartRefused a file cannot be read or is empty, or the secret is given twice */
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> read = new HashMap<>();
        for (String secret : SECRETS) {
            String file = environment.getProperty(secret + "_FILE", "");
            if (!file.isEmpty()) {
                if (!environment.getProperty(secret, "").isEmpty()) {
                    throw new StartRefused("Both " + secret + " and " + secret + "_FILE are set.", "Leave one out.");
                }
                read.put(secret, content(secret, Path.of(file)));
            }
        }
        environment.getPropertySources().addFirst(new MapPropertySource("secret files", read));
    }

    private static String content(String secret, Path file) {
        String remedy = "It is to hold the secret on one line and be readable by the user who runs Lumbar.";
        try {
            String content = Files.readString(file).replaceFirst("\\R\\z", "");
            if (content.isEmpty()) {
                throw new StartRefused("The file " + file + " of " + secret + "_FILE is empty.", remedy);
            }
            return content;
        } catch (IOException e) {
            throw new StartRefused("The file " + file + " of " + secret + "_FILE cannot be read: " + e,
                    remedy, e);
        }
    }
}
