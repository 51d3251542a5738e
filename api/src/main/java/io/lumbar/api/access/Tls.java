package io.lumbar.api.access;

import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Serves HTTPS only, TLS 1.2 and 1.3, where two files are named: the certificate with its chain, and its private key, both in
 * PEM. One without the other is refused, lest somebody believes that what is sent in clear was encrypted.
 */
@Component
class Tls implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final String certificate;
    private final String key;

    Tls(@Value("${lumbar.tls.certificate:}") String certificate, @Value("${lumbar.tls.key:}") String key) {
        this.certificate = certificate;
        this.key = key;
    }

    /** @throws IllegalStateException one of the two is not named or cannot be read */
    @Override
    public void customize(TomcatServletWebServerFactory tomcat) {
        if (certificate.isEmpty() && key.isEmpty()) {
            return;
        }
        var ssl = new Ssl();
        ssl.setCertificate(readable("LUMBAR_TLS_CERTIFICATE", certificate));
        ssl.setCertificatePrivateKey(readable("LUMBAR_TLS_KEY", key));
        ssl.setEnabledProtocols(new String[]{"TLSv1.3", "TLSv1.2"});
        tomcat.setSsl(ssl);
    }

    private static String readable(String variable, String file) {
        if (file.isEmpty() || !Files.isReadable(Path.of(file))) {
            throw new IllegalStateException(variable + " names no file that can be read");
        }
        return Path.of(file).toUri().toString();
    }
}
