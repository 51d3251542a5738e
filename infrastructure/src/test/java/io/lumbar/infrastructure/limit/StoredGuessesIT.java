package io.lumbar.infrastructure.limit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.lumbar.application.limit.Guesses;
import io.lumbar.application.limit.Guesses.Guess;
import io.lumbar.infrastructure.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Two instances on one database. */
class StoredGuessesIT {
    private static final int BY_ADDRESS = 20;
    private static final Guess MILA = new Guess("mila", "192.0.2.1");

    private static TestDatabase database;

    private static Guesses first;
    private static Guesses second;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.migrated();
        first = new StoredGuesses(database.dataSource(), StoredGuessesIT::hash, BY_ADDRESS);
        second = new StoredGuesses(database.dataSource(), StoredGuessesIT::hash, BY_ADDRESS);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void forgetAll() {
        owner("truncate access.wrong_secret");
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void owner(String sql) {
        JdbcClient.create(database.ownerDataSource()).sql(sql).update();
    }

    /** As though so long had passed. */
    private static void later(String interval) {
        owner("update access.wrong_secret set last_at = last_at - interval '" + interval
                + "', right_at = right_at - interval '"
                + interval + "', shut_till = shut_till - interval '" + interval + "'");
    }

    private void wrong(Guess guess, int times) {
        IntStream.range(0, times).forEach(n -> (n % 2 == 0 ? first : second).wrong(guess, true));
    }

    @Test
    void five_wrong_ones_make_nobody_wait_and_each_further_one_doubles_the_pause() {
        wrong(MILA, 4);
        assertThat(first.pause(MILA)).isZero();
        for (int n = 0; n < 9; n++) {
            wrong(MILA, 1);
            Duration pause = Duration.ofSeconds(1L << n);
            assertThat(first.pause(MILA)).isBetween(pause.minusMillis(900), pause);
            assertThat(second.pause(MILA)).as("at the other instance").isBetween(pause.minusMillis(900), pause);
        }
        wrong(MILA, 4);
        assertThat(first.pause(MILA)).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
        assertThat(first.right(MILA)).as("not even the right one").isPositive();
        later("15 minutes");
        assertThat(first.pause(MILA)).isZero();
    }

    @Test
    void a_right_one_begins_anew_but_not_what_the_address_did_to_others() {
        IntStream.range(0, BY_ADDRESS - 1).forEach(n -> wrong(new Guess("person " + n, MILA.address()), 1));
        wrong(MILA, 4);
        assertThat(first.pause(MILA)).as("of the address").isPositive();
        later("5 minutes");

        assertThat(first.right(MILA)).isZero();

        wrong(MILA, 1);
        assertThat(first.pause(MILA)).as("known here, and only once wrong").isZero();
        assertThat(second.pause(new Guess("somebody else", MILA.address()))).isPositive();
        assertThat(second.pause(new Guess("somebody else", "192.0.2.9"))).isZero();
    }

    @Test
    void an_account_that_is_tried_from_everywhere_waits_except_where_it_was_right_before() {
        var home = new Guess("mila", "192.0.2.50");
        assertThat(first.right(home)).isZero();
        IntStream.range(0, 12).forEach(n -> wrong(new Guess("mila", "192.0.2." + n), 1));

        assertThat(first.pause(new Guess("mila", "192.0.2.99"))).isPositive();
        assertThat(second.pause(home)).isZero();
        later("31 days");
        wrong(new Guess("mila", "192.0.2.99"), 1);
        IntStream.range(0, 12).forEach(n -> wrong(new Guess("mila", "192.0.2." + n), 1));
        assertThat(second.pause(home)).as("a month after it was right").isPositive();
    }

    @Test
    void a_memorized_secret_counts_no_more_after_a_hundred_wrong_ones_in_a_row_and_a_new_one_does() {
        var home = new Guess("mila", "192.0.2.50");
        assertThat(first.right(home)).isZero();
        IntStream.range(0, Guesses.MOST - 1)
                .forEach(n -> assertThat(second.wrong(new Guess("mila", "10.0.0." + n), true)).isFalse());
        later("16 minutes");
        assertThat(first.pause(home)).isZero();

        assertThat(first.wrong(new Guess("mila", "10.0.0.100"), true)).isTrue();

        later("300 days");
        assertThat(first.pause(home)).isEqualTo(Guesses.FOR_EVER);
        assertThat(second.right(home)).isEqualTo(Guesses.FOR_EVER);
        assertThat(second.pause(new Guess("mila with another secret", "192.0.2.50"))).isZero();
    }

    @Test
    void a_secret_drawn_by_chance_is_never_shut_for_ever() {
        IntStream.range(0, Guesses.MOST + 5).forEach(n -> first.wrong(new Guess("program", "10.0.1." + n), false));

        assertThat(first.pause(new Guess("program", "10.0.2.1"))).isLessThanOrEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void wrong_ones_at_the_same_moment_are_all_counted() throws InterruptedException {
        try (var crowd = Executors.newFixedThreadPool(8)) {
            IntStream.range(0, 40).forEach(n -> crowd.execute(() -> (n % 2 == 0 ? first : second).wrong(MILA, true)));
        }
        assertThat(JdbcClient.create(database.ownerDataSource())
                .sql("select distinct wrong from access.wrong_secret").query(Integer.class).single()).isEqualTo(40);
    }

    @Test
    void keeps_nobody_s_name_or_address_and_nothing_for_longer_than_a_month() {
        wrong(MILA, 1);
        assertThat(JdbcClient.create(database.ownerDataSource())
                .sql("select string_agg(encode(about, 'escape'), ' ') from access.wrong_secret").query(String.class)
                .single()).doesNotContain("mila", "192.0.2");
        later("31 days");
        wrong(new Guess("noor", "192.0.2.2"), 1);
        assertThat(JdbcClient.create(database.ownerDataSource()).sql("select count(*) from access.wrong_secret")
                .query(Integer.class).single()).isEqualTo(3);
    }
}
