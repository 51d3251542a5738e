package io.lumbar.infrastructure.limit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import io.lumbar.application.limit.Allowance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One bucket of tokens for each who asks, in {@code access.allowance}. An instance takes from its own copy and settles with the
 * table when a twentieth of a minute's tokens was taken, or after ten seconds: what is asked often costs no round trip, and
 * instances together let through at most that much too many. While the database does not answer, each instance counts for
 * itself, since nobody should be turned away for that.
 */
public final class SharedAllowance implements Allowance {
    private static final Logger LOG = LoggerFactory.getLogger(SharedAllowance.class);
    private static final int MOST = 10_000;
    private static final int PARTS = 20;
    private static final int SWEPT = 1_000;
    private static final Duration UNSETTLED = Duration.ofSeconds(10);
    private static final Duration ALONE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final PostgreSQLSelectForUpdateBasedProxyManager<Long> table;
    private final Cache<Long, Bucket> shared = Caffeine.newBuilder().maximumSize(MOST).build();
    private final Cache<Long, Bucket> alone = Caffeine.newBuilder().maximumSize(MOST).build();
    private final AtomicLong made = new AtomicLong();
    private volatile long askAgainAt = System.nanoTime();

    /** Buckets in the database behind {@code dataSource}. */
    public SharedAllowance(DataSource dataSource) {
        this.table = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource).table("access.allowance")
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(UNSETTLED))
                .requestTimeout(PATIENCE).build();
    }

    @Override
    public Duration take(String who, int perMinute, int much) {
        long key = key(who, perMinute);
        if (System.nanoTime() - askAgainAt >= 0) {
            try {
                return take(shared.get(key, _ -> shared(key, perMinute)), much);
            } catch (RuntimeException e) {
                askAgainAt = System.nanoTime() + ALONE.toNanos();
                LOG.warn("Limits are counted by this instance alone, for the database does not answer: {}",
                        e.getClass().getSimpleName());
            }
        }
        return take(alone.get(key, _ -> Bucket.builder().addLimit(limit(perMinute)).build()), much);
    }

    private static Duration take(Bucket bucket, int much) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(much);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
    }

    private Bucket shared(long key, int perMinute) {
        if (made.incrementAndGet() % SWEPT == 0) {
            table.removeExpired(SWEPT);
        }
        return table.builder()
                .withOptimization(Optimizations
                        .delaying(new DelayParameters(Math.max(1, perMinute / PARTS), UNSETTLED)))
                .build(key, () -> BucketConfiguration.builder().addLimit(limit(perMinute)).build());
    }

    private static Bandwidth limit(int perMinute) {
        return Bandwidth.builder().capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)).build();
    }

    /** Addresses and accounts are not written down; a limit that is changed begins with a new bucket. */
    private static long key(String who, int perMinute) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((perMinute + " " + who).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
