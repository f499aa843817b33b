package io.tocsin.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.spi.Message;
import io.tocsin.spi.Message.Subject;
import io.tocsin.spi.Severity;
import io.tocsin.text.Catalogue;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SeveralTest {

    private final Several several = new Several(Catalogue.english());

    @Test
    void nothingIsLostInIt() {
        Message all = several.of(List.of(
                told("DOWN", "shop", "  https://shop.example\n  503, 3 of 3 checks"),
                told("DOWN", "mail", "  still DOWN, for 3 h\n  timed out"),
                told("RECOVERED", "till", ""),
                Message.text("ana has acknowledged shop #1"),
                told("DEGRADED", "slow", "  https://slow.example")));

        assertThat(all.title()).isEqualTo("5 changes: 2 down, 1 degraded, 1 recovered");
        assertThat(all.text()).isEqualTo(
                """
                        DOWN  shop  #1  https://shop.example
                        DOWN  mail  #1  still DOWN, for 3 h
                        RECOVERED  till  #1
                        ana has acknowledged shop #1
                        DEGRADED  slow  #1  https://slow.example"""
                        .indent(2).stripTrailing());
        assertThat(all.actions()).hasSize(1);
        assertThat(all.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(all.subjects()).extracting(Subject::monitor).containsExactly("shop", "mail", "till", "slow");
    }

    @Test
    void moreThanAnybodyReadsAreCountedAndAllThereForPrograms() {
        Message all = several.of(
                IntStream.range(0, 150).mapToObj(i -> told(i < 120 ? "DOWN" : "RECOVERED", "m" + i, "")).toList());

        assertThat(all.title()).isEqualTo("150 changes: 120 down, 30 recovered");
        assertThat(all.text().lines()).hasSize(101).last().isEqualTo("  and 50 more");
        assertThat(all.subjects()).hasSize(150);
    }

    @Test
    void whatIsAboutNoIncidentIsOnlyCounted() {
        Message all = several.of(List.of(Message.text("a"), Message.text("b")));

        assertThat(all.title()).isEqualTo("2 changes");
        assertThat(all.actions()).as("nothing of it is seen in the status").isEmpty();
    }

    private static Message told(String state, String monitor, String text) {
        Severity severity = state.equals("RECOVERED") ? Severity.GOOD : Severity.CRITICAL;
        return Message.of(severity, state + "  " + monitor + "  #1", text)
                .withSubjects(List.of(new Subject(1, monitor, state, "")));
    }
}
