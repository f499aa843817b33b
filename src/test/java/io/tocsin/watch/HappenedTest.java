package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.incident.Mute;
import io.tocsin.monitor.Draft;
import io.tocsin.spi.Event;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.Watched;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What plugins are told of monitors, and see of them. */
final class HappenedTest {

    private final Rig rig = new Rig();
    private final List<Event> told = new CopyOnWriteArrayList<>();

    HappenedTest() {
        rig.plugin(new Plugin() {
            @Override
            public void start(io.tocsin.spi.Bot bot) {
                bot.on(Event.class, told::add);
            }
        });
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private List<String> names(int expected) {
        await().until(() -> told.size() >= expected);
        return told.stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    @Test
    void anIncidentIsToldFromBeginningToEnd() {
        rig.add(Draft.named("shop", "scripted://ana:secret@shop/health").room("lines").group("web")
                .expect("warn: [STATUS] == 200").expect("[STATUS] < 500"));
        rig.good("shop");
        rig.bad("shop", 404);
        rig.bad("shop");
        rig.apply(new Change.Acknowledged(1, Rig.ANA, "mine"));
        rig.good("shop");

        assertThat(names(4)).containsExactly("Degraded", "Down", "Acknowledged", "Recovered");
        Event.Down down = (Event.Down) told.get(1);
        assertThat(down.trouble().number()).isEqualTo(1);
        assertThat(down.trouble().monitor()).isEqualTo("shop");
        assertThat(down.trouble().group()).isEqualTo("web");
        assertThat(down.trouble().target()).isEqualTo("scripted://shop/health");
        assertThat(down.trouble().cause()).isEqualTo("503 Service Unavailable");
        assertThat(down.trouble().failed()).extracting(line -> line.text()).contains("[STATUS] (503) < 500");
        assertThat(down.trouble().since()).isBefore(down.at());
        assertThat(((Event.Acknowledged) told.get(2)).by()).isEqualTo(Rig.ANA);
        assertThat(((Event.Recovered) told.get(3)).lasted()).isEqualTo(Duration.ofMinutes(6));
    }

    @Test
    void aMuteIsToldAndHoldsBackNoEvent() {
        rig.add("shop", "lines");
        rig.good("shop");
        Mute mute = rig.mute("shop", Duration.ofHours(1));
        rig.bad("shop");
        rig.unmute(mute);

        assertThat(names(3)).containsExactly("Muted", "Down", "Unmuted");
        Event.Muted muted = (Event.Muted) told.getFirst();
        assertThat(muted.what()).isEqualTo("shop");
        assertThat(muted.by()).isEqualTo(Rig.ANA);
        assertThat(muted.until()).contains(muted.at().plus(Duration.ofHours(1)));
        assertThat(rig.lines.titles()).containsExactly("DOWN  shop  #1");
    }

    @Test
    void nothingIsToldAgainAfterARestart() {
        rig.add("shop", "lines");
        rig.good("shop");
        rig.bad("shop");
        rig.restart();
        rig.good("shop");

        assertThat(names(2)).containsExactly("Down", "Recovered");
    }

    @Test
    void monitorsAreSeenAsTheyStand() {
        rig.add(Draft.named("b", "scripted://b").tag("x"));
        rig.add("a");
        rig.good("b");

        List<Watched> seen = rig.engine.watching().watched();
        assertThat(seen).extracting(Watched::name).containsExactly("a", "b");
        assertThat(seen).extracting(Watched::state).containsExactly("PENDING", "UP");
        assertThat(seen.getLast().tags()).containsExactly("x");
        assertThat(seen.getLast().since()).isPresent();
        assertThat(seen.getLast().certificateExpires()).isEmpty();
        assertThat(seen).extracting(Watched::muted).containsOnly(Optional.empty());
    }
}
