package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final AtomicBoolean crowded = new AtomicBoolean();
    private final AtomicInteger looks = new AtomicInteger();
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final Admission admission = new Admission(this::look);

    private boolean look() {
        looks.incrementAndGet();
        return crowded.get();
    }

    @AfterEach
    void close() {
        admission.close();
    }

    @Test
    void whatComesWhileThereIsRoomIsBegunAtOnce() {
        admission.begin(new Check("one"));

        assertThat(begun).containsExactly("one");
    }

    @Test
    void whatComesInACrowdWaitsAndIsBegunInItsOrder() {
        crowded.set(true);
        List.of("one", "two", "three").forEach(name -> admission.begin(new Check(name)));
        int before = looks.get();
        await().until(() -> looks.get() > before + 10);
        assertThat(begun).isEmpty();

        crowded.set(false);
        await().untilAsserted(() -> assertThat(begun).containsExactly("one", "two", "three"));
    }

    /** Tells when it is begun. */
    private final class Check extends Thread {

        private final String name;

        Check(String name) {
            this.name = name;
        }

        @Override
        public void start() {
            begun.add(name);
        }
    }
}
