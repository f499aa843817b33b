package io.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.text.Catalogue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuggestionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "mutt shop for 2h | ~I know no \"mutt\". Did you mean: mute shop for 2h~",
        "Mutte shop | ~I know no \"Mutte\". Did you mean: mute shop~",
        "silense shop | ~I know no \"silense\". Did you mean: silence shop~",
        "ad monitor shop https://x | ~I know no \"ad monitor\". Did you mean: add monitor shop https://x~",
        "add-monitor shop https://x | ~I know no \"add-monitor\". Did you mean: add monitor shop https://x~",
        "addmonitor shop https://x | ~I know no \"addmonitor\". Did you mean: add monitor shop https://x~",
        "monitor add shop https://x | ~I know no \"monitor add\". Did you mean: add monitor shop https://x~",
        "remove shop | ~I know no \"remove\". Did you mean: remove monitor shop~",
        "add shop https://x every 30s | ~I know no \"add\". Did you mean: add monitor shop https://x every 30s~",
        "remov shop | ~I know no \"remov\". Did you mean: remove monitor shop~",
        "stat | ~I know no \"stat\". Did you mean: status~",
        "akc 42 | ~I know no \"akc\". Did you mean: ack 42~",
        "akc it's mine | ~I know no \"akc\". Did you mean: ack it's mine\nFor example: ack 42~",
        "mutt | ~I know no \"mutt\". Did you mean: mute\nFor example: mute shop for 2h because deploy~",
        "make me a sandwich | ~I know no \"make\". To see what I know: help~",
        "? | ~I know no \"?\". To see what I know: help~",
    })
    void theNearestRightCommandKeepsWhatWasSaid(String line, String answer) {
        assertThat(Catalogue.english().say(new Suggestions(Sample.grammar()).answer(line)))
                .isEqualTo(answer.replace("\\n", "\n"));
    }
}
