package io.tocsin.via;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.spi.Refusal;
import io.tocsin.via.Way.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WayTest {

    @Test
    void anAddressSaysWhatTheProxySpeaksAndWhoLogsIn() {
        assertThat(Way.parse("socks5://Tokyo.example")).isEqualTo(
                new Way(Kind.SOCKS5, "tokyo.example", 1080, "", ""));
        assertThat(Way.parse("http://my_proxy:3128/")).isEqualTo(new Way(Kind.HTTP, "my_proxy", 3128, "", ""));
        assertThat(Way.parse("socks5h://ana:s%40cret+x@[::1]:9")).isEqualTo(
                new Way(Kind.SOCKS5, "::1", 9, "ana", "s@cret+x"));
        assertThat(Way.parse("http://p", "ana", "s3cret")).isEqualTo(new Way(Kind.HTTP, "p", 80, "ana", "s3cret"));
        assertThat(Way.parse("http://büro.example", "", "").host()).isEqualTo("xn--bro-hoa.example");
    }

    @Test
    void whatIsShownHoldsNoPassword() {
        assertThat(Way.parse("socks5://ana:s3cret@[::1]:9")).hasToString("[::1]:9");
        assertThat(Way.parse("socks5://ana:s3cret@p:9")).hasToString("p:9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p:1", "https://p:1", "socks4://p", "http://p:0", "http://p:65536", "http://p/x",
        "http://p?x", "http://", "http://a b", "socks5://ana:%zz@p"})
    void whatIsNoneIsRefusedWithoutBeingRepeated(String text) {
        assertThatThrownBy(() -> Way.parse(text)).isInstanceOf(Refusal.class).hasMessage("via.way[]");
    }
}
