package io.lumbar.infrastructure.imports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.lumbar.application.Request;
import io.lumbar.application.Request.Idempotency;
import io.lumbar.application.imports.Form;
import io.lumbar.application.imports.ImportStore;
import io.lumbar.application.privacy.KeyedHash;
import io.lumbar.application.privacy.Vault;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.DomainError.IdempotencyKeyReused;
import io.lumbar.domain.ImportId;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.Subject;
import io.lumbar.infrastructure.Outage;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Imports as rows. Which instance works on which slice is settled in the database and by its clock; a claim that is not
 * honoured in time runs out.
 */
public final class StoredImports implements ImportStore {
    private static final HexFormat HEX = HexFormat.of();

    /** Far longer than a slice takes. Two that work on the same one all the same store each history once. */
    private static final String CLAIM = """
            update application.import_slice s set claimed_until = clock_timestamp() + interval '30 s'
            from application.import i
            where i.import_id = s.import_id and (s.import_id, s.number) = (
                select w.import_id, w.number
                from application.import_slice w join application.import r on r.import_id = w.import_id
                where w.done_at is null and r.received_at is not null
                  and (w.claimed_until is null or w.claimed_until < clock_timestamp())
                order by w.import_id, w.number limit 1 for update of w skip locked)
            returning s.import_id, i.actor, i.manager, i.demo, i.of_rows, i.dry_run, s.number, s.first_line, s.lines, s.body, s.sealed""";
    private static final String KNOWN = """
            select h.clinic_id, h.external_id, h.digest, h.import_id, h.line
            from unnest(?, ?) as asked (clinic_id, external_id)
            join application.imported_history h using (clinic_id, external_id)""";
    private static final String NOTE = """
            insert into application.imported_history (clinic_id, external_id, digest, episode_id, import_id, line)
            values (?, ?, ?, ?, ?, ?)""";
    private static final String DONE = """
            with done as (
                update application.import_slice
                set done_at = clock_timestamp(), body = null, imported = ?, present = ?, refused = ?
                where import_id = ? and number = ? and done_at is null
                returning import_id)
            insert into application.import_refusal (import_id, line, code, field, reason)
            select d.import_id, r.line, r.code, r.field, r.reason
            from done d, unnest(?, ?, ?, ?) as r (line, code, field, reason)""";
    private static final String PROGRESS = """
            select i.dry_run, i.begun_at, coalesce(sum(s.lines), 0) as lines, coalesce(sum(s.imported), 0) as imported,
                   coalesce(sum(s.present), 0) as present, coalesce(sum(s.refused), 0) as refused,
                   case when bool_and(s.done_at is not null) then max(s.done_at) end as finished_at
            from application.import i left join application.import_slice s on s.import_id = i.import_id
            where i.import_id = ? and i.received_at is not null group by i.import_id""";

    /** Of a few, so that no statement holds others up; the next run goes on. */
    private static final String FINISHED = """
            select i.import_id from application.import i
            where i.received_at is not null and i.forgotten_at is null
              and (select coalesce(bool_and(s.done_at < statement_timestamp() - interval '7 days'),
                                   i.received_at < statement_timestamp() - interval '7 days')
                   from application.import_slice s where s.import_id = i.import_id)
            limit 100""";
    private static final String FORGET = """
            with refused as (delete from application.import_refusal where import_id = :id)
            update application.import set forgotten_at = clock_timestamp() where import_id = :id""";

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final Vault vault;
    private final KeyedHash hash;

    /**
     * Rows through {@code template}, in the transaction that is running, or each statement in one of its own.
     *
     * @param vault seals bodies, each import's under keys of its own
     * @param hash under which digests are kept
     */
    public StoredImports(JdbcTemplate template, Vault vault, KeyedHash hash) {
        this.hash = hash;
        this.vault = vault;
        this.template = template;
        this.jdbc = JdbcClient.create(template);
    }

    @Override
    public void begin(ImportId id, Request request, Form form, boolean dryRun) {
        Idempotency asked = request.idempotency();
        reached(() -> jdbc.sql("""
                insert into application.import (import_id, actor, manager, demo, of_rows, dry_run, idempotency_key)
                values (?, ?, ?, ?, ?, ?, ?)""")
                .param(id.value()).param(request.actor()).param(request.manager()).param(form == Form.INVENTED)
                .param(form == Form.ROWS).param(dryRun)
                .param(asked == null ? null : asked.key()).update());
    }

    @Override
    public Optional<Instant> demoSince() {
        return reached(() -> jdbc.sql("select marked_at from eventstore.demo")
                .query((row, _) -> instant(row, "marked_at").orElseThrow()).optional());
    }

    @Override
    public Optional<ImportId> demo() {
        return reached(() -> jdbc.sql("""
                select import_id from application.import where demo and received_at is not null""")
                .query(UUID.class).optional().map(ImportId::new));
    }

    @Override
    public void add(ImportId id, Received part) {
        reached(() -> jdbc.sql("""
                insert into application.import_slice (import_id, number, first_line, lines, body, sealed)
                values (?, ?, ?, ?, ?, true)""")
                .params(id.value(), part.number(), part.firstLine(), part.lines(),
                        vault.seal(Subject.of(id), part.body(), place(id, part.number())))
                .update());
    }

    private static byte[] place(ImportId id, int number) {
        return ("import " + id.value() + "\nslice " + number).getBytes(UTF_8);
    }

    @Override
    public ImportId received(ImportId id, Request request, String digest) {
        try {
            reached(() -> jdbc.sql("""
                    update application.import set received_at = clock_timestamp(), fingerprint = ?
                    where import_id = ?""").params(HEX.parseHex(kept(digest)), id.value()).update());
            return id;
        } catch (DuplicateKeyException _) {
            abandon(id);
            Idempotency asked = request.idempotency();
            return jdbc.sql("""
                    select import_id from application.import
                    where actor = ? and idempotency_key = ? and received_at is not null and fingerprint in (?, ?)""")
                    .param(request.actor()).param(asked == null ? null : asked.key())
                    .param(HEX.parseHex(kept(digest))).param(HEX.parseHex(digest)) // as earlier releases kept it
                    .query(UUID.class).optional().map(ImportId::new)
                    .orElseThrow(() -> new Rejected(new IdempotencyKeyReused()));
        }
    }

    @Override
    public void abandon(ImportId id) {
        reached(() -> jdbc.sql("delete from application.import where import_id = ?").param(id.value()).update());
        vault.destroy(Subject.of(id));
    }

    @Override
    public void forgetAbandoned() {
        reached(() -> jdbc.sql("""
                delete from application.import
                where received_at is null and begun_at < statement_timestamp() - interval '1 day'
                returning import_id""").query(UUID.class).list())
                .forEach(id -> vault.destroy(Subject.of(new ImportId(id))));
    }

    @Override
    public void forgetFinished() {
        List<UUID> finished = reached(() -> jdbc.sql(FINISHED).query(UUID.class).list());
        for (UUID id : finished) {
            vault.destroy(Subject.of(new ImportId(id)));
            reached(() -> jdbc.sql(FORGET).param("id", id).update());
        }
    }

    @Override
    public Optional<Slice> claim() {
        return reached(() -> jdbc.sql(CLAIM).query((row, _) -> new Slice(
                new ImportId(row.getObject("import_id", UUID.class)), row.getString("actor"), row.getBoolean("manager"),
                row.getBoolean("demo") ? Form.INVENTED : row.getBoolean("of_rows") ? Form.ROWS : Form.LINES,
                row.getBoolean("dry_run"),
                new Received(row.getInt("number"), row.getInt("first_line"), row.getInt("lines"),
                        body(row))))
                .optional());
    }

    private byte[] body(ResultSet row) throws SQLException {
        byte[] stored = row.getBytes("body");
        if (!row.getBoolean("sealed")) {
            return stored;
        }
        var id = new ImportId(row.getObject("import_id", UUID.class));
        byte[] clear = vault.open(Subject.of(id), stored, place(id, row.getInt("number")));
        if (clear == null) {
            throw new IllegalStateException("the keys of import " + id.value() + " were destroyed before it was done");
        }
        return clear;
    }

    @Override
    public String kept(String digest) {
        return HEX.formatHex(hash.hash("import " + digest));
    }

    @Override
    public Map<Name, Known> known(Collection<Name> names) {
        var known = new HashMap<Name, Known>();
        UUID[] clinics = names.stream().map(name -> name.clinic().value()).toArray(UUID[]::new);
        String[] externalIds = names.stream().map(Name::externalId).toArray(String[]::new);
        reached(() -> jdbc.sql(KNOWN).params(clinics, externalIds).query(row -> {
            known.put(new Name(new ClinicId(row.getObject(1, UUID.class)), row.getString(2)),
                    new Known(HEX.formatHex(row.getBytes(3)), new ImportId(row.getObject(4, UUID.class)),
                            row.getInt(5)));
        }), known);
        return known;
    }

    @Override
    public void note(ImportId id, List<Kept> kept) {
        template.batchUpdate(NOTE, kept.stream().map(each -> new Object[]{each.name().clinic().value(),
                each.name().externalId(), HEX.parseHex(kept(each.digest())), each.episode().value(), id.value(),
                each.line()}).toList());
    }

    @Override
    public void finish(Slice slice, Counts counts, List<Refusal> refusals) {
        Integer[] lines = refusals.stream().map(Refusal::line).toArray(Integer[]::new);
        String[] codes = refusals.stream().map(Refusal::code).toArray(String[]::new);
        @Nullable
        String[] fields = refusals.stream().map(Refusal::field).toArray(String[]::new);
        String[] reasons = refusals.stream().map(Refusal::reason).toArray(String[]::new);
        reached(() -> jdbc.sql(DONE).params(counts.imported(), counts.present(), counts.refused(), slice.id().value(),
                slice.part().number(), lines, codes, fields, reasons).update());
    }

    @Override
    public Optional<Progress> progress(ImportId id) {
        return reached(() -> jdbc.sql(PROGRESS).param(id.value()).query((row, _) -> new Progress(
                row.getBoolean("dry_run"), instant(row, "begun_at").orElseThrow(),
                instant(row, "finished_at").orElse(null), row.getInt("lines"),
                new Counts(row.getInt("imported"), row.getInt("present"), row.getInt("refused")))).optional());
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    @Override
    public List<Refusal> refusals(ImportId id, int line, int limit) {
        return reached(() -> jdbc.sql("""
                select line, code, field, reason from application.import_refusal
                where import_id = ? and line > ? order by line limit ?""").params(id.value(), line, limit)
                .query((row, _) -> new Refusal(row.getInt(1), row.getString(2), row.getString(3), row.getString(4)))
                .list());
    }

    private static void reached(Runnable work, Object result) {
        reached(() -> {
            work.run();
            return result;
        });
    }

    private static <T> T reached(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw Outage.or(e);
        }
    }
}
