package io.lumbar.infrastructure.limit;

import java.time.Duration;

import javax.sql.DataSource;

import io.lumbar.application.limit.Guesses;
import io.lumbar.application.privacy.KeyedHash;
import io.lumbar.infrastructure.Outage;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Three rows of {@code access.wrong_secret} for each guess, by the database's clock: the account, the address, and the account from
 * that address. Where the account was logged in to within 30 days, only the last of them makes it wait: somebody else's
 * guesses do not keep its owner out, until they are too many in all.
 */
public final class StoredGuesses implements Guesses {
    private static final int SPARED_HERE = 5;
    private static final int SPARED_ACCOUNT = 10;

    /** The account from the address first, then the account, then the address. */
    private static final String PAUSE = """
            with asked as (
                select a.n, w.shut_till, w.right_at > statement_timestamp() - interval '30 days' as known
                from unnest(array[:here, :account, :address]) with ordinality as a (about, n)
                join access.wrong_secret w using (about))
            select coalesce(max(case when shut_till = 'infinity' then :forever
                                     else ceil(extract(epoch from shut_till - statement_timestamp()) * 1000)::bigint end), 0)
            from asked
            where shut_till > statement_timestamp()
              and (n = 1 or shut_till = 'infinity' or not coalesce((select known from asked where n = 1), false))""";
    /** What lies an hour back counts for an address no more; of an account all count that were wrong in a row. */
    private static final String WRONG = """
            insert into access.wrong_secret as w (about, spared, wrong, shut_till)
            select about, spared, 1, statement_timestamp() + access.pause_after(1, spared)
            from unnest(array[:here, :account, :address], array[:spared_here, :spared_account, :spared_address])
                as each (about, spared)
            order by about
            on conflict (about) do update set (spared, wrong, last_at, shut_till) = (
                select excluded.spared, n, statement_timestamp(),
                       case when w.about = :account and :memorized and n >= :most then 'infinity'
                            else statement_timestamp() + access.pause_after(n, excluded.spared) end
                from (select case when w.about = :account or w.last_at > statement_timestamp() - interval '1 hour'
                                  then w.wrong + 1 else 1 end) as counted (n))
            returning w.about = :account and w.shut_till = 'infinity' and w.wrong = :most""";
    private static final String RIGHT = """
            with begun as (delete from access.wrong_secret where about = :account)
            insert into access.wrong_secret as w (about, spared, wrong, right_at)
            values (:here, :spared_here, 0, statement_timestamp())
            on conflict (about) do update
            set wrong = 0, shut_till = '-infinity', last_at = statement_timestamp(), right_at = statement_timestamp()
            where w.wrong > 0 or w.right_at is null or w.right_at < statement_timestamp() - interval '1 day'""";

    private final JdbcClient jdbc;
    private final KeyedHash key;
    private final int sparedAddress;

    /**
     * Rows in the database behind {@code dataSource}.
     *
     * @param key under which accounts and addresses are hashed
     * @param sparedAddress how many wrong ones in an hour make an address not wait yet
     */
    public StoredGuesses(DataSource dataSource, KeyedHash key, int sparedAddress) {
        this.jdbc = JdbcClient.create(dataSource);
        this.key = key;
        this.sparedAddress = sparedAddress;
    }

    @Override
    public Duration pause(Guess guess) {
        return Outage.during(() -> Duration.ofMillis(about(guess, PAUSE).param("forever", FOR_EVER.toMillis())
                .query(Long.class).single()));
    }

    @Override
    public boolean wrong(Guess guess, boolean memorized) {
        return Outage.during(() -> {
            jdbc.sql("delete from access.wrong_secret where last_at < statement_timestamp() - interval '30 days'")
                    .update();
            return about(guess, WRONG).param("spared_here", SPARED_HERE).param("spared_account", SPARED_ACCOUNT)
                    .param("spared_address", sparedAddress).param("memorized", memorized).param("most", MOST)
                    .query(Boolean.class).list().contains(true);
        });
    }

    @Override
    public Duration right(Guess guess) {
        Duration pause = pause(guess);
        if (pause.isZero()) {
            Outage.during(() -> about(guess, RIGHT).param("spared_here", SPARED_HERE).update());
        }
        return pause;
    }

    private JdbcClient.StatementSpec about(Guess guess, String sql) {
        return jdbc.sql(sql).param("here", key.hash("guess " + guess.whose() + " from " + guess.address()))
                .param("account", key.hash("guess " + guess.whose()))
                .param("address", key.hash("guess from " + guess.address()));
    }
}
