package io.lumbar.infrastructure.audit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HexFormat;

import io.lumbar.infrastructure.SecretFile;
import io.lumbar.infrastructure.StartRefused;
import io.lumbar.infrastructure.eventstore.EventPosition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SealKeyTest {
    /** The first of RFC 8032, section 7.1. */
    private static final String PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    private static final String OTHER = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";

    @TempDir
    private Path home;

    private SealKey key(String given, @Nullable Seal last) {
        return SealKey.of(given, new SecretFile(home.resolve("seal-key"), "LUMBAR_SEAL_KEY"), last);
    }

    private static Seal unsigned(SealKey key) {
        return new Seal(1, Seal.NONE, Instant.parse("2026-11-24T01:02:03.000004Z"), new EventPosition(1, 2, 3), 4,
                new byte[32], key.own(), Seal.NONE);
    }

    @Test
    void the_public_key_follows_from_the_private_one_as_in_rfc_8032() {
        assertThat(HexFormat.of().formatHex(key(Told.KEY, null).own())).isEqualTo(PUBLIC);
    }

    @Test
    void a_key_is_made_once_for_its_owner_alone() throws Exception {
        SealKey made = key("", null);
        Seal seal = made.signed(unsigned(made));
        assertThat(key("", seal).hasSigned(seal)).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("seal-key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_missing_key_of_a_sealed_history_is_never_made_anew() {
        SealKey made = key("", null);
        Seal seal = made.signed(unsigned(made));
        assertThat(home.resolve("seal-key").toFile().delete()).isTrue();
        assertThatThrownBy(() -> key("", seal)).isInstanceOf(StartRefused.class).hasMessageContaining("is missing");
        assertThat(home.resolve("seal-key")).doesNotExist();
    }

    @Test
    void another_key_is_refused_until_it_names_the_one_before() {
        SealKey first = key(Told.KEY, null);
        Seal seal = first.signed(unsigned(first));
        assertThatThrownBy(() -> key(OTHER, seal)).isInstanceOf(StartRefused.class).hasMessageContaining(PUBLIC);
        SealKey next = key(OTHER + "," + PUBLIC, seal);
        assertThat(next.hasSigned(seal)).isTrue();
        assertThat(next.own()).isNotEqualTo(first.own());
        assertThat(next.hasSigned(next.signed(unsigned(next)))).isTrue();
    }

    @Test
    void what_is_no_key_is_refused() {
        assertThatThrownBy(() -> key("secret", null)).isInstanceOf(StartRefused.class)
                .hasMessageContaining("64 hexadecimal digits").hasMessageNotContaining("secret ");
    }

    @Test
    void a_signature_counts_for_what_was_signed_only() {
        SealKey key = key(Told.KEY, null);
        Seal seal = key.signed(unsigned(key));
        assertThat(key.hasSigned(seal)).isTrue();
        assertThat(key.hasSigned(new Seal(2, seal.previous(), seal.sealedAt(), seal.through(), seal.events(),
                seal.root(), seal.key(), seal.signature()))).isFalse();
        assertThat(key.hasSigned(new Seal(1, seal.previous(), seal.sealedAt(), seal.through(), seal.events(),
                seal.root(), HexFormat.of().parseHex(OTHER), seal.signature()))).isFalse();
    }

    @Test
    void a_seal_is_read_as_it_was_written_and_nothing_else() {
        SealKey key = key(Told.KEY, null);
        Seal seal = key.signed(unsigned(key));
        assertThat(requireNonNull(Seal.parse(seal.text().lines().toList())).text()).isEqualTo(seal.text());
        assertThat(Seal.parse(seal.text().replace("events 4", "events four").lines().toList())).isNull();
        assertThat(Seal.parse(seal.text().replace("2026-11", "2026-1x").lines().toList())).isNull();
    }
}
