package io.tocsin.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TroublesTest {

    private final Troubles troubles = new Troubles("Chat");

    @Test
    void theyAreSaidInOneLine() {
        assertThat(troubles.line()).isEmpty();
        troubles.begin(Troubles.ROOM + "#b", "no #b");
        troubles.begin(Troubles.ROOM + "#a", "no #a");
        troubles.begin(Troubles.RIGHT + "write", "no right to write");
        troubles.begin(Troubles.TOKEN, "no token");
        troubles.expect(Troubles.CONNECTION, "not connected yet");
        assertThat(troubles.line()).contains("no token; not connected yet; no right to write; and 2 more");
        troubles.end(Troubles.TOKEN);
        troubles.end(Troubles.RIGHT + "write");
        troubles.end(Troubles.ROOM + "#a");
        assertThat(troubles.line()).contains("not connected yet; no #b");
        assertThat(troubles.has(Troubles.TOKEN)).isFalse();
    }

    @Test
    void howeverManyRoomsAreInTroubleThatOfAllIsSaid() {
        for (int i = 0; i < 1_000; i++) {
            troubles.begin(Troubles.ROOM + i, "no room " + i);
        }
        assertThat(troubles.line().orElse("")).endsWith("; and 97 more");

        troubles.begin(Troubles.TOKEN, "no token");

        assertThat(troubles.line().orElse("")).startsWith("no token; ");
    }
}
