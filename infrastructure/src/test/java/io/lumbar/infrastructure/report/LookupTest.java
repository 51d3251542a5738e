package io.lumbar.infrastructure.report;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LookupTest {

    /** All keys of one remainder have one hash, so that they stand in each other's way. */
    private record Key(int number) {
        @Override
        public int hashCode() {
            return number % 7;
        }
    }

    private record Thing(Key key, int version) {}

    @Test
    void answers_as_a_map_whatever_is_put_and_removed() {
        var random = new Random(5);
        for (int round = 0; round < 200; round++) {
            var lookup = new Lookup<Key, Thing>(Thing::key);
            Map<Key, Thing> map = new HashMap<>();
            for (int n = 0; n < 300; n++) {
                var key = new Key(random.nextInt(60));
                if (random.nextInt(3) == 0) {
                    assertThat(lookup.remove(key)).isEqualTo(map.remove(key));
                } else {
                    var thing = new Thing(key, n);
                    assertThat(lookup.put(thing)).isEqualTo(map.put(key, thing));
                }
            }
            for (int n = 0; n < 60; n++) {
                assertThat(lookup.get(new Key(n))).isEqualTo(map.get(new Key(n)));
            }
            lookup.clear();
            assertThat(lookup.get(new Key(1))).isNull();
        }
    }
}
