package io.tocsin.bundled.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.channel.live.Shown;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RendererTest {

    @ParameterizedTest
    @EnumSource
    void aMessageLooksAsItShould(Shown shown) throws IOException {
        Renderer.Rendered rendered = Renderer.render(shown.message());

        shown.compare("rocketchat", "md", rendered.text());
        assertThat(rendered.text().length()).isLessThanOrEqualTo(Renderer.MOST);
        assertThat(rendered.whole()).isEqualTo(shown != Shown.HOSTILE);
    }
}
